-- one row: nothing; import_text(cell) is a cell without spaces and invisible marks around it, null when empty
create or replace temp macro import_text(cell) as
nullif(trim(cell, e' \t\r\n' || chr(160) || chr(12288) || chr(8203) || chr(8204) || chr(8205) || chr(65279)), '')
