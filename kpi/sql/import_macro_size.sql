-- one row: nothing; import_size(text) reads an amount without sign and currency: 1.2E+06, 342.09K, 1億2,000万, 1,200千
create or replace temp macro import_size(text) as
case
    when regexp_full_match(text, '\d+') then try_cast(text as double)
    when regexp_full_match(text, '\d+(\.\d+)?[eE][+-]?\d{1,2}') then try_cast(text as double)
    when regexp_full_match(text, '[\d,. ]+[kKmM]')
        then import_plain_number(trim(text[:-2])) * case when upper(text[-1]) = 'K' then 1e3 else 1e6 end
    when regexp_full_match(text, '([\d,.]+億)?([\d,.]+千?万)?([\d,.]+千)?([\d,.]+)?') and regexp_matches(text, '[億万千]')
        then coalesce(import_plain_number(nullif(regexp_extract(text, '^([\d,.]+)億', 1), '')) * 1e8, 0)
            + coalesce(import_plain_number(nullif(regexp_extract(text, '([\d,.]+)千?万', 1), ''))
                * case when contains(text, '千万') then 1e7 else 1e4 end, 0)
            + coalesce(import_plain_number(nullif(regexp_extract(text, '([\d,.]+)千($|\d)', 1), '')) * 1e3, 0)
            + coalesce(import_plain_number(nullif(regexp_extract(text, '[億万千]([\d,.]+)$', 1), '')), 0)
    else import_plain_number(text)
end
