-- one row: one row that is not imported, in the order of the file, with its line
select import_rejected.row_number, import_staged.line_number, field, value, code, detail
from import_rejected
join import_staged using (row_number)
order by import_rejected.row_number
