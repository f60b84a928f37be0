-- one row: one oddity that was kept with one import
select code, fields
from import_warning
where import_id = $import_id
order by rowid
