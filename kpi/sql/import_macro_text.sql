-- one row: nothing; import_text(cell) is a cell without spaces and invisible marks around it, null when empty;
-- the apostrophe with which our own downloads disarm a formula goes too; what was read once reads the same again
create or replace temp macro import_text(cell) as
case
    when not regexp_matches(cell, '^[\s\v\x{a0}\x{3000}\x{200b}-\x{200d}\x{feff}'']|[\s\v\x{a0}\x{3000}\x{200b}-\x{200d}\x{feff}]$')
        then nullif(cell, '')
    else nullif(regexp_replace(
        regexp_replace(cell, '^[\s\v\x{a0}\x{3000}\x{200b}-\x{200d}\x{feff}]+|[\s\v\x{a0}\x{3000}\x{200b}-\x{200d}\x{feff}]+$', '', 'g'),
        '^''[\s\v\x{a0}\x{3000}\x{200b}-\x{200d}\x{feff}]*([\s\p{Z}\p{Cf}]*[-=+@|＝＋－＠])', '\1'
    ), '')
end
