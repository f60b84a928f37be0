-- one row: nothing; import_plain_time(cell, zone) is the business time of a typed cell or of a text in a usual shape, else null
create or replace temp macro import_plain_time(cell, zone) as
case
    when typeof(cell) = 'VARCHAR' then case
        when cell::varchar not between '1900' and '2200' then null
        when cell::varchar like '____-__-__ __:__:__' or cell::varchar like '____-__-__T__:__:__'
            then import_from_zone(try_cast(cell as timestamp), zone)
        when cell::varchar like '____-__-__' then try_cast(cell as timestamp)
        when regexp_full_match(cell::varchar, '\d{4}[-/]\d{1,2}[-/]\d{1,2}( \d{1,2}:\d{2}(:\d{2})?)?') then case
            when contains(cell::varchar, ':') then import_from_zone(try_cast(replace(cell::varchar, '/', '-') as timestamp), zone)
            else try_cast(replace(cell::varchar, '/', '-') as timestamp)
        end
    end
    when typeof(cell) = 'DATE'
        then case when try_cast(cell as date) >= date '1900-01-01' and try_cast(cell as date) < date '2200-01-01' then try_cast(cell as timestamp) end
    when typeof(cell) = 'TIMESTAMP'
        then case when try_cast(cell as timestamp) between timestamp '1900-01-01' and timestamp '2200-01-01' then import_from_zone(try_cast(cell as timestamp), zone) end
    when timezone('UTC', try_cast(cell as timestamptz)) between timestamp '1900-01-01' and timestamp '2200-01-01'
        then timezone('Asia/Tokyo', try_cast(cell as timestamptz))
end
