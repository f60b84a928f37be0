-- one row: how many merges are taken back
update merge_log
set undone_at = $undone_at, undone_by = $undone_by
where list_contains($merge_ids::varchar[], merge_id) and undone_at is null
