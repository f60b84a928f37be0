-- one row: the first day on which a deal was opened
select min(opened_on) as first_day
from deal
