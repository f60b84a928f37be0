-- one row: the header of one imported file
select header
from import_log
where import_id = $import_id
