-- one row: of the deals (days from opening) or leads (days from the inquiry) of one value of a dimension, one number of days to winning, or one age of those not won
with chosen as not materialized (
    select
        lead_id, channel, form, industry, company_size, information_profile, mask, created_on, first_won_on
    from lead_fact
    where created_on >= $start and created_on < $stop
        {{and_in_filter}}
),
{{said_by_lead}},
-- read twice: to keep a row a lead would cost more
named as not materialized (
    {{segment_of_lead}}
),
waiting as (
    select segment, 'deal' as subject, opened_on as began_on, deal_fact.won_on
    from named
    join deal_fact using (lead_id)
    where mask & 8 = 8
    union all
    select segment, 'lead' as subject, created_on as began_on, first_won_on as won_on
    from named
),
counted as (
    select segment, subject, began_on, won_on, count(*) as subject_count
    from waiting
    group by all
)
select
    coalesce(segment, $blank) as segment,
    subject,
    case when won_on is null then ($as_of::date - began_on)::integer end as age_days,
    -- greatest() passes over nulls
    case when won_on is not null then greatest(0, won_on - began_on) end::integer as lag_days,
    sum(subject_count)::bigint as subject_count
from counted
where list_contains($segments::varchar[], coalesce(segment, $blank))
group by all
