-- one row: one rejected row of one import, in the order of the file
select row_number, line_number, column_name, value, code, fields, cells
from import_reject
where import_id = $import_id
order by row_number
