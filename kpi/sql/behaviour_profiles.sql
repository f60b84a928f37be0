-- one row: one combination of behaviour items, in the order of its number
select *
from behaviour_profile
order by behaviour_profile
