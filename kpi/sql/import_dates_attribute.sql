-- one row: nothing; a table of attributes has no dates
create or replace temp view import_dates as
select null::varchar as cell
from import_staged
where false
