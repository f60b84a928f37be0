-- one row: nothing; import_currency(amount, currency) is the code of a currency that is not yen, null for yen and for none stated
create or replace temp macro import_currency(amount, currency) as
case
    when amount is null or (currency is null and regexp_full_match(amount, '[\d,.]*')) then null
    when upper(import_ascii(currency)) not in ('JPY', 'YEN', '¥', '\', '円', '日本円', '$', '€') then upper(import_ascii(currency))
    when regexp_matches(amount, '[$＄]|USD') or import_ascii(currency) = '$' then 'USD'
    when regexp_matches(amount, '€|EUR') or import_ascii(currency) = '€' then 'EUR'
end
