-- one row: nothing; import_text(cell) is a cell without spaces and invisible marks around it, null when empty;
-- the apostrophe with which our own downloads disarm a formula goes too
create or replace temp macro import_text(cell) as
nullif(trim(case when cell like '''%' and cell[2] in ('=', '+', '-', '@', '|', '＝', '＋', '－', '＠') then cell[2:] else cell end, e' \t\r\n' || chr(160) || chr(12288) || chr(8203) || chr(8204) || chr(8205) || chr(65279)), '')
