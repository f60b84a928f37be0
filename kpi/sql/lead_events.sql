-- one row: one thing that happened to a lead or its deals, in order; counts: it counted for the score
with own_deal as (
    select deal_id
    from deal
    where lead_id = $lead_id
),
final as (
    select
        event_id,
        happened.at,
        kind,
        detail,
        owner,
        amount_yen,
        deal_id,
        list_contains($behaviour_kinds::varchar[], kind)
            and lead_id = $lead_id
            and ($first_touch_at is null or happened.at < $first_touch_at::timestamp)
            and happened.at < $as_of::date + interval 1 day as counts
    from joined_event as happened
    where lead_id = $lead_id or deal_id in (select deal_id from own_deal)
)
select final.at, kind, detail, owner, amount_yen, deal_id, coalesce(counts, false) as counts
from final
order by final.at, event_id
