-- one row: nothing; import_time(cell, date_order, zone) is the business time that a text means, null when it is none
create or replace temp macro import_time(cell, date_order, zone) as
case
    when cell like '____-__-__' or import_is_plain_time(cell) then import_plain_time(cell, zone)
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
