-- one row: how many leads are behind a number, and what came of them
select
    count(*) as lead_count,
    coalesce(sum(deal_count), 0) as deal_count,
    coalesce(sum(won_count), 0) as won_count,
    coalesce(sum(won_amount_yen), 0) as won_amount_yen
from lead_scored($scored)
where created_on >= $start and created_on < $stop
    {{and_in_scores}}
    {{and_in_filter}}
