-- one row: how many deals are open
select count(*) as open_count
from deal_fact
where won_on is null and lost_on is null
