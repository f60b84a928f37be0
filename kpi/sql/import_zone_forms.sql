-- one row: how many times of the file name no zone, and one of them
with cells as (
    unpivot (select import_cell(columns(lambda name: list_contains($dates, name))) as "\0" from import_staged)
    on columns(*)
    into name field value cell
)
select count(*) as count, any_value(cell) as value
from cells
where contains(cell, ':') and not regexp_matches(cell, '(Z|UTC|GMT|JST|[+-]\d{2}:?\d{2})\s*$')
