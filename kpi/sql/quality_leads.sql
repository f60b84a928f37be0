-- one row: one value of a dimension ($blank: not filled in) with what its leads of the period came to
with chosen as not materialized (
    select
        lead_id, channel, form, industry, company_size, information_profile, created_on, score, mask, deal_count,
        won_count, lost_count, won_amount_yen
    from lead_scored($scored) as lead_fact
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
aged as (
    -- $lead_share: the share of the opportunities that has come by each age in days
    select *, ($lead_share::double[])[least(greatest($as_of::date - created_on, 0), len($lead_share::double[]) - 1) + 1] as matured
    from named
)
select
    coalesce(segment, $blank) as segment,
    count(*) as lead_count,
    count(*) filter (where score >= $mql) as mql_count,
    count(*) filter (where score >= $sql) as sql_count,
    count(*) filter (where mask & 8 = 8) as opportunity_lead_count,
    count(*) filter (where score >= $sql and mask & 8 = 8) as sql_opportunity_count,
    count(*) filter (where mask & 16 = 16) as won_lead_count,
    sum(deal_count)::bigint as deal_count,
    sum(won_count)::bigint as won_count,
    sum(lost_count)::bigint as lost_count,
    sum(won_amount_yen)::double as won_amount_yen,
    sum(matured)::double as lead_exposure,
    coalesce(sum(matured) filter (where score >= $sql), 0)::double as sql_exposure
from aged
group by all
order by lead_count desc, segment
