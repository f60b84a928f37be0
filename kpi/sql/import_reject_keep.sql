-- one row: one rejected row, kept with its import
insert into import_reject
select *
from import_reject_rows
