-- one row: nothing; import_day(cell, date_order) is {y, m, d, rest} as text, null when it begins with no date
create or replace temp macro import_day(cell, date_order) as
case
    when regexp_matches(cell, '^\d{4}[-/.年] ?\d{1,2}[-/.月] ?\d{1,2}日?')
        then regexp_extract(cell, '^(\d{4})[-/.年] ?(\d{1,2})[-/.月] ?(\d{1,2})日?(.*)$', ['y', 'm', 'd', 'rest'])
    when regexp_matches(cell, '^\d{8}(\D|$)')
        then regexp_extract(cell, '^(\d{4})(\d{2})(\d{2})(.*)$', ['y', 'm', 'd', 'rest'])
    when regexp_matches(cell, '^(令和|平成|昭和|[RHS])\.?(元|\d{1,2})[年./-]\d{1,2}[月./-]\d{1,2}日?')
        then struct_pack(
            y := (case when cell[1] in ('令', 'R') then 2018 when cell[1] in ('平', 'H') then 1988 else 1925 end
                + replace(regexp_extract(cell, '^(令和|平成|昭和|[RHS])\.?(元|\d{1,2})', 2), '元', '1')::integer)::varchar,
            m := regexp_extract(cell, '^[^\d元]*(元|\d+)[年./-](\d{1,2})', 2),
            d := regexp_extract(cell, '^[^\d元]*(元|\d+)[年./-]\d{1,2}[月./-](\d{1,2})', 2),
            rest := regexp_extract(cell, '^[^\d元]*(元|\d+)[年./-]\d{1,2}[月./-]\d{1,2}日?(.*)$', 2))
    when regexp_matches(cell, '^\d{1,2}[-/. ][A-Za-z]{3,9}\.?,?[-/. ]\d{4}')
        then struct_pack(
            y := regexp_extract(cell, '(\d{4})', 1),
            m := import_month(regexp_extract(cell, '([A-Za-z]+)', 1))::varchar,
            d := regexp_extract(cell, '^(\d{1,2})', 1),
            rest := regexp_extract(cell, '^\d{1,2}[-/. ][A-Za-z]+\.?,?[-/. ]\d{4}(.*)$', 1))
    when regexp_matches(cell, '^[A-Za-z]{3,9}\.? \d{1,2},? \d{4}')
        then struct_pack(
            y := regexp_extract(cell, '(\d{4})', 1),
            m := import_month(regexp_extract(cell, '^([A-Za-z]+)', 1))::varchar,
            d := regexp_extract(cell, ' (\d{1,2})', 1),
            rest := regexp_extract(cell, '^[A-Za-z]+\.? \d{1,2},? \d{4}(.*)$', 1))
    when regexp_matches(cell, '^\d{1,2}[-/.]\d{1,2}[-/.](\d{4}|\d{2})(\D|$)') and date_order = 'ymd'
        then regexp_extract(cell, '^(\d{1,2})[-/.](\d{1,2})[-/.](\d{2})(.*)$', ['y', 'm', 'd', 'rest'])
    when regexp_matches(cell, '^\d{1,2}[-/.]\d{1,2}[-/.](\d{4}|\d{2})(\D|$)') and date_order = 'mdy'
        then regexp_extract(cell, '^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(.*)$', ['m', 'd', 'y', 'rest'])
    when regexp_matches(cell, '^\d{1,2}[-/.]\d{1,2}[-/.](\d{4}|\d{2})(\D|$)') and date_order = 'dmy'
        then regexp_extract(cell, '^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(.*)$', ['d', 'm', 'y', 'rest'])
end
