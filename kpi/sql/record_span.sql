-- one row: the first and last day on which leads were created, and how many leads there are
select min(created_on) as first_day, max(created_on) as last_day, count(*) as lead_count
from lead_fact
