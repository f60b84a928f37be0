-- one row: one of the dates of a file that are written in figures without a clear order: 20-10-16, 01/02/2025
with final as (
    select regexp_extract(import_ascii(cell), '^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(\D|$)', ['a', 'b', 'c']) as part,
        cell is not null and cell <> '' as is_given
    from import_dates
)
select
    count(*) filter (where is_given) as given,
    count(*) filter (where part.a <> '') as unclear,
    max(try_cast(part.a as integer)) as most_a,
    max(try_cast(part.b as integer)) as most_b,
    max(case when length(part.c) = 2 then try_cast(part.c as integer) end) as most_c,
    count(*) filter (where length(part.c) = 4) as with_four,
    any_value(import_ascii(part.a || '/' || part.b || '/' || part.c)) filter (where part.a <> '') as example
from final
