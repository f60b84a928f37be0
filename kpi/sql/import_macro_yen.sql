-- one row: nothing; import_yen(number, currency, currencies, rates) is a number of that currency in whole yen, null when
-- nobody gave its rate
create or replace temp macro import_yen(number, currency, currencies, rates) as
case
    when currency is null then number
    else try_cast(round(number * list_extract(rates, list_position(currencies, currency))) as bigint)
end
