-- one row: one import: whether it stands
select file_name, undone_at is not null as is_undone
from import_log
where import_id = $import_id
