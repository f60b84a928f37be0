-- one row: one spelling of an amount that is not plain digits, the number that it means (whole, and with its hundredths), and the currency that it names
create or replace temp table import_amount_cell as
with cells as (
    select distinct import_text(cell) as cell
    from import_odd_amount
)
select cell, import_amount(cell) as number,
    case when regexp_full_match(cell, '(USD|EUR)?[^\dA-Za-z千百万億兆]*\d[\d,]*\.\d{1,2}[^\dA-Za-z千百万億兆]*(USD|EUR)?') then sign(import_amount(cell)) * try_cast(regexp_replace(cell, '[^\d.]', '', 'g') as double) end as exact,
    case when regexp_matches(cell, '[$＄]|USD') then 'USD' when regexp_matches(cell, '€|EUR') then 'EUR' end as sign
from cells
