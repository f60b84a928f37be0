-- one row: nothing; import_cell(cell) is a cell as text, a typed time as the file would have written it
create or replace temp macro import_cell(cell) as
case
    when typeof(cell) = 'TIMESTAMP WITH TIME ZONE' then strftime(timezone('UTC', try_cast(cell as timestamptz)), '%Y-%m-%d %H:%M:%S.%fZ')
    else cell::varchar
end
