-- one row: every cell of the rows that are not imported, as they were
select row_number, import_cell(columns(lambda name: name not in ('row_number', 'line_number'))) as "\0"
from import_staged
semi join import_rejected using (row_number)
order by row_number
