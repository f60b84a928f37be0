-- one row: nothing; import_plain_amount(cell) is the number of plain digits, else null
create or replace temp macro import_plain_amount(cell) as
case when regexp_full_match(cell, '\d{1,18}') then cell::bigint end
