-- one row: the import, marked as taken back
update import_log
set undone_at = $undone_at, undone_by = $undone_by
where import_id = $import_id
