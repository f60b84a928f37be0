-- one row: nothing; import_plain_number(text) reads digits with a point and separators of three, null when they are none
create or replace temp macro import_plain_number(text) as
case
    when regexp_full_match(text, '(\d{1,3}(,\d{3})+|\d{1,3}( \d{3})+|\d+)(\.\d*)?|\.\d+') and not regexp_full_match(text, '\d{1,3}\.\d{3}')
        then try_cast(replace(replace(text, ',', ''), ' ', '') as double)
end
