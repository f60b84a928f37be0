-- one row: one merge, the newest first, with what it joined to what
with joined as (
    select merge_id, list(row_id order by row_id) as row_ids, any_value(kept_id) as kept_id
    from merge_row
    group by merge_id
)
select
    merge_log.merge_id,
    merge_log.kind,
    merge_log.reason,
    merge_log.rule_key,
    joined.kept_id,
    joined.row_ids,
    merge_log.merged_at,
    merge_log.merged_by,
    merge_log.undone_at,
    merge_log.undone_by
from merge_log
join joined using (merge_id)
where ($kind is null or kind = $kind)
order by merged_at desc, merge_id
limit $limit offset $offset
