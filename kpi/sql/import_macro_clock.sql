-- one row: nothing; import_clock(rest) is what follows a date as HH:MM:SS[.ffffff]: '' without a time, null when it is none
create or replace temp macro import_clock(rest) as
case
    when rest = '' then ''
    when not regexp_full_match(rest, '[T, ]*(\([^)]{1,3}\))?[T, ]*(((午前|午後|AM|PM|am|pm)? ?\d{1,2}[:時]\d{2}([:分]\d{2}(\.\d+)?)?[分秒]?( ?(AM|PM|am|pm))?) ?(Z|UTC|GMT|JST|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?')
        then null
    when regexp_extract(rest, '(\d{1,2})[:時]', 1) = '' then ''
    else format(
        '{:02d}:{}:{}',
        regexp_extract(rest, '(\d{1,2})[:時]', 1)::integer
        + case
            when regexp_matches(rest, 'PM|pm|午後') and regexp_extract(rest, '(\d{1,2})[:時]', 1)::integer < 12 then 12
            when regexp_matches(rest, 'AM|am|午前') and regexp_extract(rest, '(\d{1,2})[:時]', 1)::integer = 12 then -12
            else 0
        end,
        regexp_extract(rest, '[:時](\d{2})', 1),
        coalesce(nullif(regexp_extract(rest, '[:時]\d{2}[:分](\d{2}(\.\d{1,6})?)', 1), ''), '00')
    )
end
