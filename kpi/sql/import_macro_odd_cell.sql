-- one row: nothing; import_odd_cell(cell) is the text of a date that was not written plainly, in business time
create or replace temp macro import_odd_cell(cell) as
case
    when typeof(cell) = 'VARCHAR' then case when not import_is_plain_time(cell::varchar) then cell::varchar end
    when typeof(cell) = 'TIMESTAMP WITH TIME ZONE' then import_cell(cell)
end
