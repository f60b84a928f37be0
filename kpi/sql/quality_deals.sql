-- one row: one value of a dimension ($blank: not filled in) with the deals and repeat orders of its leads of the period
with chosen as not materialized (
    select
        lead_id, channel, form, industry, company_size, information_profile
    from lead_fact
    where created_on >= $start and created_on < $stop
        and mask & 8 = 8
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
one_deal as (
    select
        segment,
        -- $deal_share: the share of the wins that has come by each age in days
        ($deal_share::double[])[least(greatest($as_of::date - opened_on, 0), len($deal_share::double[]) - 1) + 1] as matured,
        case when won_on is not null then deal_fact.amount_yen end as won_yen,
        0 as repeat_yen
    from deal_fact
    join named using (lead_id)
    union all by name
    select named.segment, 0 as matured, null as won_yen, repeat_order.amount_yen as repeat_yen
    from joined_event as repeat_order
    left join deal on deal.deal_id = repeat_order.deal_id
    join named on named.lead_id = coalesce(repeat_order.lead_id, deal.lead_id)
    where repeat_order.kind = 'repeat_order'
        and repeat_order."at" < $as_of::date + interval 1 day
        -- what is a typing error in a won deal is one here
        and repeat_order.amount_yen between 0 and 10_000_000_000_000
)
select
    coalesce(segment, $blank) as segment,
    sum(matured)::double as deal_exposure,
    median(won_yen)::double as median_deal_yen,
    sum(repeat_yen)::double as repeat_yen
from one_deal
group by all
