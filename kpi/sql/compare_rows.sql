-- one row: one lead behind one count of one period, under a filter and of one value of a dimension, the highest score first
with counted as (
    select
        lead_id, channel, form, industry, company_size, attributes, score, created_on as counts_on,
        null as owner, deal_count, won_count, won_amount_yen
    from lead_scored($scored) as lead_fact
    where $kind = 'lead'
    union all by name
    select
        lead_id, channel, form, industry, company_size, attributes, score,
        case when $by_cohort then created_on else opened_on end as counts_on,
        owner, 1 as deal_count, (won_on is not null)::integer as won_count, amount_yen as won_amount_yen
    from deal_scored($scored)
    where $kind = 'opened' and opened_on <= $known_to
    union all by name
    select
        lead_id, channel, form, industry, company_size, attributes, score,
        case when $by_cohort then created_on else won_on end as counts_on,
        owner, 1 as deal_count, 1 as won_count, amount_yen as won_amount_yen
    from deal_scored($scored)
    where $kind = 'won' and won_on <= $known_to
),
chosen as (
    select *
    from counted
    where counts_on >= $start and counts_on < $stop
        and list_contains($lines::integer[], coalesce((score >= $mql)::integer + (score >= $sql)::integer, 0))
        {{and_in_filter}}
),
{{named_by_dimension}},
behind as (
    select
        lead_id,
        any_value(score) as score,
        sum(deal_count)::integer as deal_count,
        sum(won_count)::integer as won_count,
        sum(won_amount_yen)::bigint as won_amount_yen
    from named
    where $segment is null or coalesce(segment, $blank) = $segment
    group by lead_id
),
shown as (
    select *, count(*) over () as total_count
    from behind
    order by score desc nulls last, lead_id
    limit $limit offset $offset
),
final as (
    select
        {{lead_columns_counted}},
        shown.total_count
    from shown
    join lead_scored($scored) as lead_fact using (lead_id)
)
select *
from final
order by score desc nulls last, lead_id
