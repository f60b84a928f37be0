-- one row: one won deal of the leads created in the period
select score, amount_yen
from deal_scored($scored)
where won_on is not null and created_on >= $start and created_on < $stop
    {{and_in_filter}}
