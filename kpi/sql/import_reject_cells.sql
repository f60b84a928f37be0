-- one row: every cell of the rows that are not imported, as they were
select *
from import_staged
semi join import_rejected using (row_number)
order by row_number
