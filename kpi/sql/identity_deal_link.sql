-- one row: one deal that was joined to a lead by hand, as long as its own events name none
create or replace table deal_link as
with linked as (
    select
        merge_row.row_id as deal_id,
        arg_max(merge_row.kept_id, (merge_log.merged_at, merge_log.merge_id)) as lead_id
    from merge_row
    join merge_log using (merge_id)
    where merge_log.kind = 'deal' and merge_log.undone_at is null
    group by merge_row.row_id
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
