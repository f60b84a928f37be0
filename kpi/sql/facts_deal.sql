-- one row: one deal as it stands on the as-of day, whether or not a lead of ours led to it
create or replace table deal as
with deal_event as (
    select
        event_id,
        -- two merged leads keep a deal each
        coalesce(deal_id, 'lead:' || recorded_lead_id) as deal_id,
        lead_id,
        "at",
        kind,
        amount_yen,
        owner
    from joined_event
    where kind in ('opportunity', 'proposal', 'won', 'lost')
        and "at" < $as_of::date + interval 1 day
        and coalesce(deal_id, lead_id) is not null
),
final as (
    select
        deal_id,
        -- of events in the same second one counts, always the same one
        arg_min(lead_id, ("at", event_id)) as lead_id,
        coalesce(min("at") filter (where kind = 'opportunity'), min("at"))::date as opened_on,
        max("at") filter (where kind = 'won') as won_at,
        max("at") filter (where kind = 'lost') as lost_at,
        -- negative or beyond ten trillion yen is a typing error: kept in the events, never in a sum
        coalesce(sum(amount_yen) filter (where kind = 'won' and amount_yen between 0 and 10_000_000_000_000), 0)::bigint as amount_yen,
        count(*) filter (where amount_yen not between 0 and 10_000_000_000_000) as odd_amount_count,
        arg_max(owner, ("at", event_id)) as owner
    from deal_event
    group by deal_id
)
select
    deal_id,
    lead_id,
    opened_on,
    case when won_at is not null and (lost_at is null or lost_at <= won_at) then won_at::date end as won_on,
    case when lost_at is not null and (won_at is null or won_at < lost_at) then lost_at::date end as lost_on,
    case when won_at is not null and (lost_at is null or lost_at <= won_at) then amount_yen else 0 end as amount_yen,
    odd_amount_count,
    owner
from final
