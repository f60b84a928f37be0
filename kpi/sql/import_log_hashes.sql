-- one row: the content of one file whose import stands
select distinct file_hash from import_log where undone_at is null
