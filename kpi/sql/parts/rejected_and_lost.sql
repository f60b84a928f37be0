-- what sales rejected and what deals were lost, each with its day, reason and owner
refused as (
    select lead_id, channel
    from lead_scored($scored) as lead_fact
    -- an accepted lead is none that was rejected, whatever came before
    where mask & 6 = 2
        {{and_in_filter}}
),
rejected as (
    select
        'rejected' as kind,
        lead_id,
        any_value(channel) as channel,
        max("at")::date as day,
        arg_max(detail, ("at", event_id)) as detail,
        arg_max(owner, ("at", event_id)) as owner
    from joined_event
    join refused using (lead_id)
    where kind = 'sql_rejected' and "at" < $as_of::date + interval 1 day
    group by lead_id
),
loss as (
    select
        coalesce(deal_id, 'lead:' || recorded_lead_id) as deal_id,
        arg_max(detail, ("at", event_id)) as detail,
        arg_max(owner, ("at", event_id)) as owner
    from joined_event
    where kind = 'lost' and "at" < $as_of::date + interval 1 day
    group by all
),
lost as (
    select
        'lost' as kind,
        lead_id,
        channel,
        lost_on as day,
        detail,
        coalesce(nullif(trim(loss.owner), ''), deal_fact.owner) as owner
    from deal_scored($scored) as deal_fact
    left join loss using (deal_id)
    where lost_on >= $start and lost_on < $stop
        {{and_in_filter}}
)
