-- one row: one cell of a date of the file
create or replace temp view import_dates as
select date as cell
from import_staged
