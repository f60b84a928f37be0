-- one row: one cell of a date of the file
create or replace temp view import_dates as
select unnest([created_at, closed_at, proposal_at]) as cell
from import_staged
