-- one row: nothing; import_first_of_month(cell, moment) is the month that a cell means: 2025-01, 2025年1月, Jan-25, else that of its date
create or replace temp macro import_first_of_month(cell, moment) as
case
    when regexp_full_match(cell, '\d{4}[-/.年] ?\d{1,2}月?(度|分)?')
        then try_cast(regexp_extract(cell, '^(\d{4})', 1) || '-' || regexp_extract(cell, '^\d{4}\D+(\d{1,2})', 1) || '-01' as date)
    when regexp_full_match(cell, '(19|20)\d{4}')
        then try_cast(cell[:4] || '-' || cell[5:] || '-01' as date)
    when regexp_full_match(cell, '[A-Za-z]{3,9}[- /'']{1,2}(\d{4}|\d{2})')
        then try_cast((case when regexp_matches(cell, '\d{4}$') then '' else '20' end)
            || regexp_extract(cell, '(\d+)$', 1) || '-' || import_month(cell) || '-01' as date)
    when regexp_full_match(cell, '\d{1,2}[-/]\d{4}')
        then try_cast(regexp_extract(cell, '(\d{4})$', 1) || '-' || regexp_extract(cell, '^(\d{1,2})', 1) || '-01' as date)
    else date_trunc('month', moment)::date
end
