-- one row: one lead, company or deal that is merged into another, and the last one at the end of its chain
create or replace view merge_root as
with recursive edge as (
    select merge_log.kind, merge_row.row_id, merge_row.kept_id
    from merge_row
    join merge_log using (merge_id)
    where merge_log.undone_at is null and merge_log.kind in ('lead', 'company', 'same_deal')
),
chain as (
    select kind, row_id, kept_id
    from edge
    union all
    select chain.kind, chain.row_id, edge.kept_id
    from chain
    join edge on edge.kind = chain.kind and edge.row_id = chain.kept_id
)
select chain.kind, chain.row_id, chain.kept_id as root_id
from chain
where not exists (select 1 from edge where edge.kind = chain.kind and edge.row_id = chain.kept_id)
