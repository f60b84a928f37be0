-- one row: one lead, company or deal that is joined to another
insert into merge_row by name
select merge_id, row_id, kept_id
from merge_rows
