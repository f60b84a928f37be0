-- one row: the dates of a file that are written in figures without a clear order: 20-10-16, 01/02/2025
with shaped as (
    select
        cell,
        -- a year of four figures first is the usual case: it is told apart before the long rule
        regexp_matches(cell, '^\s*[0-9０-９]{1,2}\s?[-/.／．－−]') as is_short
    from import_dates
    where cell <> ''
),
final as (
    select case when is_short
        then regexp_extract(import_ascii(cell), '^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(\D|$)', ['a', 'b', 'c']) end as part
    from shaped
)
select
    count(*) as given,
    count(*) filter (where part.a <> '') as unclear,
    max(try_cast(part.a as integer)) as most_a,
    max(try_cast(part.b as integer)) as most_b,
    max(case when length(part.c) = 2 then try_cast(part.c as integer) end) as most_c,
    count(*) filter (where length(part.c) = 4) as with_four,
    any_value(part.a || '/' || part.b || '/' || part.c) filter (where part.a <> '') as example
from final
