-- one row: one channel with a cost in the period (of a month cut by it the share of its days), and what the leads of the months with a cost came to
with cost as (
    select
        channel,
        month,
        cost_yen * (least(month + interval 1 month, $stop::date)::date - greatest(month, $start::date))
            / (least(month + interval 1 month, $as_of::date + 1)::date - month) as cost_yen
    from spend
    where month >= date_trunc('month', $start::date) and month < $stop
        and ($channels is null or list_contains($channels::varchar[], channel))
),
repeat_order as (
    select coalesce(event.lead_id, deal.lead_id) as lead_id, sum(event.amount_yen) as repeat_yen
    from joined_event as event
    left join deal on deal.deal_id = event.deal_id
    where event.kind = 'repeat_order'
        and event."at" < $as_of::date + interval 1 day
        and event.amount_yen between 0 and 10_000_000_000_000
    group by all
),
brought as (
    select
        lead_fact.channel,
        count(*) as lead_count,
        sum(deal_count) as deal_count,
        sum(won_amount_yen) as won_amount_yen,
        coalesce(sum(repeat_yen) filter (where mask & 8 = 8), 0) as repeat_yen
    from lead_fact
    join cost on cost.channel = lead_fact.channel and cost.month = date_trunc('month', lead_fact.created_on)
    left join repeat_order using (lead_id)
    where created_on >= $start and created_on < $stop
    group by all
),
spent as (
    select channel, sum(cost_yen)::double as cost_yen, count(*) as month_count
    from cost
    group by all
)
select
    channel as segment,
    cost_yen,
    month_count,
    coalesce(lead_count, 0)::bigint as lead_count,
    coalesce(deal_count, 0)::bigint as deal_count,
    coalesce(won_amount_yen, 0)::double as won_amount_yen,
    coalesce(repeat_yen, 0)::double as repeat_yen
from spent
left join brought using (channel)
order by cost_yen desc, segment
