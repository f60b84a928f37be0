-- one row: one stage of a deal with the date that the file gives it
create or replace temp table import_new_event as
with final as (
    select deal_id, lead_id, opened_at as "at", 'opportunity' as kind, amount_yen, case when is_undated then 'undated' end as detail, owner
    from import_deal_now
    union all
    select deal_id, lead_id, proposal_at, 'proposal', null, null, owner from import_deal_now where proposal_at is not null
    union all
    select deal_id, lead_id, coalesce(closed_at, opened_at), stage, amount_yen,
        case when closed_at is null then 'undated' end, owner
    from import_deal_now where stage = 'won'
    union all
    select deal_id, lead_id, coalesce(closed_at, opened_at), stage, null, reason, owner
    from import_deal_now where stage = 'lost'
)
select deal_id || ':' || kind as event_id, lead_id, deal_id, "at", kind, amount_yen, detail, owner, $import_id as import_id
from final
