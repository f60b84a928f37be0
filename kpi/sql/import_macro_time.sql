-- one row: nothing; import_time(cell, date_order, zone) is the business time that a cell means, null when it is none
create or replace temp macro import_time(cell, date_order, zone) as
case
    when cell is null or cell = '' then null
    when cell like '____-__-__' then case when cell between '1900' and '2200' then try_cast(cell as timestamp) end
    when (cell like '____-__-__ __:__:__' or cell like '____-__-__T__:__:__') and cell between '1900' and '2200'
        then case
            when zone is null or zone = 'Asia/Tokyo' then try_cast(cell as timestamp)
            else timezone('Asia/Tokyo', timezone(zone, try_cast(cell as timestamp)))
        end
    when regexp_full_match(cell, '\d{4}[-/]\d{1,2}[-/]\d{1,2}( \d{1,2}:\d{2}(:\d{2})?)?') and cell between '1900' and '2200'
        then case
            when zone is null or zone = 'Asia/Tokyo' or not contains(cell, ':') then try_cast(replace(cell, '/', '-') as timestamp)
            else timezone('Asia/Tokyo', timezone(zone, try_cast(replace(cell, '/', '-') as timestamp)))
        end
    else list_transform(
        [import_ascii(cell)],
        lambda plain: list_transform(
            [import_odd_time(plain, date_order)],
            lambda moment: case
                when moment between timestamp '1900-01-01' and timestamp '2200-01-01' then import_shift(moment, plain, zone)
            end
        )[1]
    )[1]
end
