-- one row: nothing; import_text(cell) is a cell without spaces and invisible marks around it, null when empty;
-- the apostrophe with which our own downloads disarm a formula goes too
create or replace temp macro import_text(cell) as
case
    when not regexp_matches(cell, '^[\s\x{a0}\x{3000}\x{200b}-\x{200d}\x{feff}'']|[\s\x{a0}\x{3000}\x{200b}-\x{200d}\x{feff}]$')
        then nullif(cell, '')
    else nullif(trim(
        case when cell like '''%' and cell[2] in ('=', '+', '-', '@', '|', '＝', '＋', '－', '＠') then cell[2:] else cell end,
        e' \t\r\n\v\f' || chr(160) || chr(12288) || chr(8203) || chr(8204) || chr(8205) || chr(65279)
    ), '')
end
