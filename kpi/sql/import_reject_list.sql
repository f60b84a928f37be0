-- one row: one row that is not imported, in the order of the file, with its line
select import_rejected.row_number, import_staged.line_number, import_rejected.field, import_rejected.value, import_rejected.code, import_rejected.detail
from import_rejected
join import_staged on import_staged.row_number = import_rejected.row_number
order by import_rejected.row_number
