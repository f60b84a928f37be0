-- one row: one deal won in the period
select score, amount_yen
from deal_scored($scored)
where won_on >= $start and won_on < $stop
    {{and_in_filter}}
