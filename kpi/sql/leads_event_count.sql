-- one row: how many leads with a score had deals opened, won or lost in the period, and how many such deals
with final as (
    select
        lead_id,
        count(*)::integer as deal_count,
        count(won_on)::integer as won_count,
        sum(amount_yen)::bigint as won_amount_yen
    from deal_scored($scored)
    where case $event when 'opened' then opened_on when 'won' then won_on else lost_on end >= $start
        and case $event when 'opened' then opened_on when 'won' then won_on else lost_on end < $stop
        and score >= $score_from
        and ($score_below is null or score < $score_below)
        {{and_in_filter}}
    group by lead_id
)
select
    count(*) as lead_count,
    coalesce(sum(deal_count), 0) as deal_count,
    coalesce(sum(won_count), 0) as won_count,
    coalesce(sum(won_amount_yen), 0) as won_amount_yen
from final
