-- one row: the last import of one kind of rows from one system, the longest ago first
select system, kind, file_name, imported_at, imported_by, rows_read, accepted, rejected
from import_log
where undone_at is null
qualify row_number() over (partition by system, kind order by imported_at desc, import_id desc) = 1
order by imported_at, system, kind
