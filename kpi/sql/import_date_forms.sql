-- one row: the dates of a file that are written in figures without a clear order: 20-10-16, 01/02/2025
with final as (
    select
        times,
        place,
        case when regexp_matches(cell, '^\s*[0-9０-９]{1,2}\s?[-/.／．－−]')
            then regexp_extract(import_ascii(cell), '^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(\D|$)', ['a', 'b', 'c']) end as part
    from import_odd_date
)
select
    coalesce(sum(times) filter (where part.a <> ''), 0)::bigint as unclear,
    max(try_cast(part.a as integer)) as most_a,
    max(try_cast(part.b as integer)) as most_b,
    max(case when length(part.c) = 2 then try_cast(part.c as integer) end) as most_c,
    coalesce(sum(times) filter (where length(part.c) = 4), 0)::bigint as with_four,
    arg_min(part.a || '/' || part.b || '/' || part.c, place) filter (where part.a <> '') as example
from final
