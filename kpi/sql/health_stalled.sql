-- one row: one open deal whose stage has not moved for $stalled_days days, the largest first
with stage as (
    select
        coalesce(deal_id, 'lead:' || recorded_lead_id) as deal_id,
        max("at")::date as moved_on,
        arg_max(kind, ("at", event_id)) as stage,
        arg_max(amount_yen, ("at", event_id)) as amount_yen
    from joined_event
    where kind in ('opportunity', 'proposal')
        and "at" < $as_of::date + interval 1 day
    group by all
),
final as (
    select
        deal.deal_id,
        deal.lead_id,
        lead_fact.company,
        deal.owner,
        stage.amount_yen,
        stage.stage,
        stage.moved_on,
        $as_of::date - stage.moved_on as still_days
    from deal
    join stage using (deal_id)
    left join lead_fact on lead_fact.lead_id = deal.lead_id
    where deal.won_on is null and deal.lost_on is null
)
select *, count(*) over () as total_count
from final
where still_days >= $stalled_days
order by amount_yen desc nulls last, still_days desc, deal_id
limit $limit offset $offset
