-- one row: of the deals (days from opening) or leads (days from the inquiry) of one value of a dimension, one number of days to winning, or one age of those not won
with chosen as not materialized (
    select
        lead_id, channel, form, industry, company_size, information_profile, mask, created_on, first_won_on
    from lead_fact
    where created_on >= $start and created_on < $stop
        and ($channels is null or list_contains($channels::varchar[], coalesce(channel, $blank)))
        and ($forms is null or list_contains($forms::varchar[], coalesce(form, $blank)))
        and ($industries is null or list_contains($industries::varchar[], coalesce(industry, $blank)))
        and ($company_sizes is null or list_contains($company_sizes::varchar[], coalesce(company_size, $blank)))
        and ($own_place is null or list_contains($own_codes::utinyint[], coalesce(attributes[$own_place], 0)))
        and ($own_more is null or list_bool_and(list_transform($own_more::struct(place integer, codes utinyint[])[],
            lambda one: list_contains(one.codes, coalesce(attributes[one.place], 0)))))
),
said as (
    select lead_id, if($dimension = 'campaign', campaign, landing_page) as value
    from lead
    where $dimension in ('landing_page', 'campaign')
        and if($dimension = 'campaign', campaign, landing_page) is not null
),
-- what a lead does not say itself, those say that were merged into it, the first of them first
merged as (
    select kept_id as lead_id, arg_min(value, (created_at, lead.lead_id)) as value
    from lead_alias
    join lead using (lead_id)
    join said using (lead_id)
    group by kept_id
),
-- read twice: to keep a row a lead would cost more
named as not materialized (
    select
        chosen.*,
        case $dimension
            when 'channel' then channel
            when 'form' then form
            when 'industry' then industry
            when 'company_size' then company_size
        end as segment
    from chosen
    where $dimension in ('channel', 'form', 'industry', 'company_size')
    union all
    select chosen.*, nullif(trim(information_profile.role_level), '') as segment
    from chosen
    join information_profile using (information_profile)
    where $dimension = 'role_level'
    union all
    select chosen.*, nullif(trim(coalesce(said.value, merged.value)), '') as segment
    from chosen
    left join said using (lead_id)
    left join merged using (lead_id)
    where $dimension in ('landing_page', 'campaign')
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
