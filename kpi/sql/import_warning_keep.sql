-- one row: one oddity that was kept, with its import
insert into import_warning
select *
from import_warning_rows
