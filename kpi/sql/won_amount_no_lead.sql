-- one row: one deal won in the period that no lead of ours led to
select amount_yen
from deal
anti join deal_fact using (deal_id)
where won_on >= $start and won_on < $stop
