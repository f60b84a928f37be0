-- one row: one spelling of a date in the file that is not plain, how often it stands there, and where first
create or replace temp table import_odd_date as
with cells as (
    unpivot (select row_number, columns(lambda name: list_contains($dates, name)) from import_staged)
    on columns(* exclude (row_number))
    into name field value cell
)
select cell, count(*) as times, min(row_number * 100 + list_position($dates, field)) as place
from cells
where cell <> '' and not import_is_plain_time(cell)
group by cell
