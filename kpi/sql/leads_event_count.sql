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
        and ($channels is null or list_contains($channels::varchar[], coalesce(channel, $blank)))
        and ($forms is null or list_contains($forms::varchar[], coalesce(form, $blank)))
        and ($industries is null or list_contains($industries::varchar[], coalesce(industry, $blank)))
        and ($company_sizes is null or list_contains($company_sizes::varchar[], coalesce(company_size, $blank)))
        and ($own_place is null or list_contains($own_codes::utinyint[], coalesce(attributes[$own_place], 0)))
        and ($own_more is null or list_bool_and(list_transform($own_more::struct(place integer, codes utinyint[])[],
            lambda one: list_contains(one.codes, coalesce(attributes[one.place], 0)))))
    group by lead_id
)
select
    count(*) as lead_count,
    coalesce(sum(deal_count), 0) as deal_count,
    coalesce(sum(won_count), 0) as won_count,
    coalesce(sum(won_amount_yen), 0) as won_amount_yen
from final
