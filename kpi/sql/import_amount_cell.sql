-- one row: one spelling of an amount that is not plain digits, the number that it means, and the currency that it names
create or replace temp table import_amount_cell as
with cells as (
    select distinct import_text(cell) as cell
    from import_odd_amount
)
select cell, import_amount(cell) as number,
    case when regexp_matches(cell, '[$＄]|USD') then 'USD' when regexp_matches(cell, '€|EUR') then 'EUR' end as sign
from cells
