-- one row: one lead behind a number of the quality page, the highest score first
with chosen as not materialized (
    select *
    from lead_scored($scored) as lead_fact
    where created_on >= $start and created_on < $stop
        and ($score_from is null or score >= $score_from)
        and mask & $has = $has
        and mask & $lacks = 0
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
named as (
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
    select
        chosen.*,
        nullif(trim(if($dimension = 'role_level', information_profile.role_level, information_profile.target_fit)), '') as segment
    from chosen
    join information_profile using (information_profile)
    where $dimension in ('role_level', 'target_fit')
    union all
    select chosen.*, nullif(trim(coalesce(said.value, merged.value)), '') as segment
    from chosen
    left join said using (lead_id)
    left join merged using (lead_id)
    where $dimension in ('landing_page', 'campaign')
),
shown as (
    select *, count(*) over () as total_count
    from named
    where coalesce(segment, $blank) = $segment
    order by score desc nulls last, lead_id
    limit $limit
)
select
    lead_id,
    created_on,
    company,
    channel,
    form,
    industry,
    company_size,
    score,
    mask,
    deal_count,
    won_count,
    won_amount_yen,
    first_opportunity_on,
    first_won_on,
    total_count
from shown
order by score desc nulls last, lead_id
