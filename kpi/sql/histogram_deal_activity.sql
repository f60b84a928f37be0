-- one row: one score of what happened to deals in the period, whenever their leads were created
select
    score,
    count(*) filter (where opened_on >= $start and opened_on < $stop) as deal_count,
    count(*) filter (where won_on >= $start and won_on < $stop) as won_count,
    count(*) filter (where lost_on >= $start and lost_on < $stop) as lost_count,
    coalesce(sum(amount_yen) filter (where won_on >= $start and won_on < $stop), 0)::double as won_amount_yen
from deal_scored($scored)
where (
    (opened_on >= $start and opened_on < $stop)
    or (won_on >= $start and won_on < $stop)
    or (lost_on >= $start and lost_on < $stop)
)
    {{and_in_filter}}
group by score
