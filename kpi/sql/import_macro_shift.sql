-- one row: nothing; import_shift(moment, cell, zone) is a time in business time: by the zone of the cell, else of the file
create or replace temp macro import_shift(moment, cell, zone) as
case
    when regexp_matches(cell, ':\d{2}(\.\d+)? ?(Z|UTC|GMT)$') then timezone('Asia/Tokyo', timezone('UTC', moment))
    when regexp_matches(cell, ':\d{2}(\.\d+)? ?[+-]\d{2}:?(\d{2})?$')
        then moment + interval 9 hour - (case when regexp_extract(cell, '([+-])\d{2}:?(\d{2})?$', 1) = '-' then -1 else 1 end)
            * to_minutes(regexp_extract(cell, '[+-](\d{2}):?(\d{2})?$', 1)::integer * 60
                + coalesce(try_cast(regexp_extract(cell, '[+-]\d{2}:?(\d{2})$', 1) as integer), 0))
    when zone is null or zone = 'Asia/Tokyo' or not contains(cell, ':') or cell like '%JST' then moment
    else timezone('Asia/Tokyo', timezone(zone, moment))
end
