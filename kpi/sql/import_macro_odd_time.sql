-- one row: nothing; import_odd_time(cell, date_order) is any spelling of a date that the file's rules allow, before its zone
create or replace temp macro import_odd_time(cell, date_order) as
case
    -- the policy for five digits: the day number of a spreadsheet
    when regexp_full_match(cell, '[2-7]\d{4}(\.\d+)?')
        then date_trunc('second', timestamp '1899-12-30 00:00:00' + to_microseconds((cell::double * 86400000000)::bigint) + interval 500 millisecond)
    when regexp_full_match(cell, '\d{14}')
        then try_strptime(cell, '%Y%m%d%H%M%S')
    -- a list of one gives the parts a name: written out, the macro would grow a thousandfold
    else list_transform(
        [import_day(cell, date_order)],
        lambda part: list_transform(
            [import_clock(part.rest)],
            lambda clock: try_cast(
                (case when length(part.y) = 2 then '20' else '' end) || part.y || '-' || part.m || '-' || part.d
                || (case when clock = '' then '' else ' ' || clock end) as timestamp)
        )[1]
    )[1]
end
