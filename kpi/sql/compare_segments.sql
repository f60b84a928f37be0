-- one row: what one value of a dimension ($blank: not filled in) brought in one period, now or before: one kind, by the lines that the score reaches
with led as (
    select
        *,
        case when $by_cohort and created_on < $now_start then $before_known_to else $known_to end as outcome_to,
        case when $by_cohort then created_on else opened_on end as opened_counts_on,
        case when $by_cohort then created_on else won_on end as won_counts_on
    from deal_scored($scored)
),
-- deals that no lead of ours led to have an owner alone
unled as (
    select *
    from deal
    anti join deal_fact using (deal_id)
    where $is_open and not $by_cohort and $dimension = 'owner'
),
counted as (
    -- and a lead has everything but an owner
    select 'lead' as kind, true as has_lead, created_on as counts_on, 0 as amount_yen, null as owner,
        lead_id, channel, form, industry, company_size, attributes, score
    from lead_scored($scored)
    where $dimension <> 'owner'
    union all by name
    select 'opened' as kind, true as has_lead, opened_counts_on as counts_on, 0 as amount_yen, owner,
        lead_id, channel, form, industry, company_size, attributes, score
    from led
    where opened_on <= outcome_to
    union all by name
    select 'won' as kind, true as has_lead, won_counts_on as counts_on, amount_yen, owner,
        lead_id, channel, form, industry, company_size, attributes, score
    from led
    where won_on <= outcome_to
    union all by name
    select 'opened' as kind, false as has_lead, opened_on as counts_on, 0 as amount_yen, owner
    from unled
    union all by name
    select 'won' as kind, false as has_lead, won_on as counts_on, amount_yen, owner
    from unled
),
chosen as (
    select *
    from counted
    where (
        (counts_on >= $now_start and counts_on < $now_stop)
        or (counts_on >= $before_start and counts_on < $before_stop)
    )
    {{and_in_filter}}
),
{{named_by_dimension}}
select
    coalesce(segment, $blank) as segment,
    counts_on >= $now_start as is_now,
    kind,
    has_lead,
    coalesce((score >= $mql)::integer + (score >= $sql)::integer, 0) as lines_reached,
    count(*) as row_count,
    sum(amount_yen)::double as amount_yen
from named
group by all
order by segment, is_now
