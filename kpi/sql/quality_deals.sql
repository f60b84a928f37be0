-- one row: one value of a dimension ($blank: not filled in) with the deals and repeat orders of its leads of the period
with chosen as not materialized (
    select
        lead_id, channel, form, industry, company_size, information_profile
    from lead_fact
    where created_on >= $start and created_on < $stop
        and mask & 8 = 8
        {{and_in_filter}}
),
{{said_by_lead}},
named as (
    {{segment_of_lead}}
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
