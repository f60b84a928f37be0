-- one row: nothing; import_yen(amount, currency, currencies, rates) is a whole number of yen, null when the cell is no number
-- or is in a currency whose rate nobody gave
create or replace temp macro import_yen(amount, currency, currencies, rates) as
case
    when import_currency(amount, currency) is null then import_amount(amount)
    else try_cast(round(import_amount(amount)
        * list_extract(rates, list_position(currencies, import_currency(amount, currency)))) as bigint)
end
