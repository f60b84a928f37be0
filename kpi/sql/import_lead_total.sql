-- one row: how many leads there are
select count(*) as leads
from lead
