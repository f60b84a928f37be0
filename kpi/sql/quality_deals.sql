-- one row: one value of a dimension ($blank: not filled in) with the deals and repeat orders of its leads of the period, and the days they took
with chosen as not materialized (
    select
        lead_id, channel, form, industry, company_size, information_profile, created_on, opened_on, won_on, lost_on,
        amount_yen
    from deal_fact
    left join (
        select lead_id, information_profile
        from lead_fact
        where $dimension in ('role_level', 'target_fit') and mask & 8 = 8
    ) using (lead_id)
    where created_on >= $start and created_on < $stop
        {{and_in_filter}}
),
{{said_by_lead}},
named as (
    {{segment_of_lead}}
),
one_deal as materialized (
    select
        coalesce(nullif(trim(spelled), ''), $blank) as segment,
        lead_id,
        created_on,
        won_on,
        lost_on,
        amount_yen,
        $as_of::date - opened_on as age_days,
        -- greatest() passes over nulls
        case when won_on is not null then greatest(0, won_on - opened_on) end as lag_days
    from named
),
deals as (
    select
        segment,
        count(*) as deal_count,
        count(won_on) as won_count,
        count(lost_on) as lost_count,
        sum(amount_yen) as won_amount_yen,
        -- $deal_share: the share of the wins that has come by each age in days
        sum(($deal_share::double[])[least(greatest(age_days, 0), len($deal_share::double[]) - 1) + 1]) as deal_exposure,
        median(amount_yen) filter (where won_on is not null) as median_deal_yen
    from one_deal
    group by segment
),
repeat_order as (
    select coalesce(event.lead_id, deal.lead_id) as lead_id, sum(event.amount_yen) as repeat_yen
    from joined_event as event
    left join deal on deal.deal_id = event.deal_id
    where event.kind = 'repeat_order'
        and event."at" < $as_of::date + interval 1 day
        -- what is a typing error in a won deal is one here
        and event.amount_yen between 0 and 10_000_000_000_000
    group by all
),
repeats as (
    select segment, sum(repeat_yen) as repeat_yen
    from (select distinct segment, lead_id, repeat_yen from one_deal join repeat_order using (lead_id))
    group by segment
),
first_win as (
    select segment, min(won_on) - any_value(created_on) as days
    from one_deal
    where won_on is not null
    group by segment, lead_id
),
-- days to winning, and the ages of the deals not won
waits as (
    select
        segment,
        if(lag_days is null, 'deal_waiting', 'deal_won') as what,
        coalesce(lag_days, age_days) as days,
        count(*) as day_count
    from one_deal
    group by all
    union all
    select segment, 'lead_won' as what, days, count(*) as day_count
    from first_win
    group by all
),
listed as (
    select segment, what, list(days) as days, list(day_count) as counts
    from waits
    group by segment, what
)
select
    segment,
    any_value(deal_count) as deal_count,
    any_value(won_count) as won_count,
    any_value(lost_count) as lost_count,
    coalesce(any_value(won_amount_yen), 0)::double as won_amount_yen,
    any_value(deal_exposure)::double as deal_exposure,
    any_value(median_deal_yen)::double as median_deal_yen,
    coalesce(any_value(repeat_yen), 0)::double as repeat_yen,
    any_value(days) filter (where what = 'deal_won') as deal_won_days,
    any_value(counts) filter (where what = 'deal_won') as deal_won_counts,
    any_value(days) filter (where what = 'deal_waiting') as deal_waiting_days,
    any_value(counts) filter (where what = 'deal_waiting') as deal_waiting_counts,
    any_value(days) filter (where what = 'lead_won') as lead_won_days,
    any_value(counts) filter (where what = 'lead_won') as lead_won_counts
from deals
join listed using (segment)
left join repeats using (segment)
group by segment
