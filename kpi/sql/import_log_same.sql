-- one row: the newest import of the same file that was not taken back
select import_id, rows_read, accepted, rejected, preset, kind
from import_log
where file_hash = $file_hash and part = $part and undone_at is null
order by import_id desc
limit 1
