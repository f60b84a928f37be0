-- one row: nothing; import_currency(amount, currency, sign) is the code of a currency that is not yen, null for yen and for none
-- stated; `sign` is the currency that the amount itself names
create or replace temp macro import_currency(amount, currency, sign) as
case
    when amount is null then null
    when currency is null or currency = 'JPY' then sign
    when upper(import_ascii(currency)) not in ('JPY', 'YEN', '¥', '\', '円', '日本円', '$', '€') then upper(import_ascii(currency))
    when sign = 'USD' or import_ascii(currency) = '$' then 'USD'
    when sign = 'EUR' or import_ascii(currency) = '€' then 'EUR'
end
