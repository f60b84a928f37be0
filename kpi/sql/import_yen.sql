-- one row: one spelling of an amount that is not plain digits, and the number that it means
create or replace temp table import_yen as
with cells as (
    select distinct import_text(cell) as cell
    from import_odd_amount
)
select cell, import_amount(cell) as yen
from cells
