-- one row: one deal whose own events name no lead, and the lead it was joined to by hand or by another system's row of it
create or replace table deal_link as
with by_hand as (
    select
        coalesce(deal_alias.kept_id, merge_row.row_id) as deal_id,
        arg_max(merge_row.kept_id, (merge_log.merged_at, merge_log.merge_id)) as lead_id
    from merge_row
    join merge_log using (merge_id)
    left join deal_alias on deal_alias.deal_id = merge_row.row_id
    where merge_log.kind = 'deal' and merge_log.undone_at is null
    group by all
),
elsewhere as (
    select deal_alias.kept_id as deal_id, arg_min(event.lead_id, (event."at", event.event_id)) as lead_id
    from event
    join deal_alias using (deal_id)
    where event.lead_id is not null
    group by all
),
linked as (
    select coalesce(by_hand.deal_id, elsewhere.deal_id) as deal_id, coalesce(by_hand.lead_id, elsewhere.lead_id) as lead_id
    from by_hand
    full join elsewhere using (deal_id)
)
select linked.deal_id, coalesce(lead_alias.kept_id, linked.lead_id) as lead_id
from linked
join lead on lead.lead_id = linked.lead_id
left join lead_alias on lead_alias.lead_id = linked.lead_id
where not exists (
    select 1
    from event
    where event.deal_id = linked.deal_id and event.lead_id is not null
)
