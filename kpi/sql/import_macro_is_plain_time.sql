-- one row: nothing; import_is_plain_time(cell) says whether a text has one of the shapes that import_plain_time reads
create or replace temp macro import_is_plain_time(cell) as
case
    when cell like '____-__-__ __:__:__' then cell between '1900' and '2200'
    -- 20/1-02-03 is none of them
    when cell like '____-__-__' then cell[2:3] >= '00'
    when cell not between '1900' and '2200' then false
    else cell like '____-__-__T__:__:__' or regexp_full_match(cell, '\d{4}[-/]\d{1,2}[-/]\d{1,2}( \d{1,2}:\d{2}(:\d{2})?)?')
end
