-- one row: how many dates the file gives
with cells as (
    unpivot (select import_cell(columns(lambda name: list_contains($dates, name))) as "\0" from import_staged)
    on columns(*)
    into name field value cell
)
select count(*) filter (where cell <> '') as given
from cells
