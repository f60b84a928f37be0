-- one row: one spelling of an amount in the file that is not plain digits
create or replace temp table import_odd_amount as
with cells as (
    unpivot (select columns(lambda name: list_contains($amounts, name)) from import_staged)
    on columns(*)
    into name field value cell
)
select distinct cell
from cells
where cell <> '' and not regexp_full_match(cell, '\d{1,18}')
