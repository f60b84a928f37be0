-- one row: one combination of information items, in the order of its number
select *
from information_profile
order by information_profile
