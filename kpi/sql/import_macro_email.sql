-- one row: nothing; import_email(cell) is an address as two are compared: lower case, half width, no mailto:
create or replace temp macro import_email(cell) as
case
    when regexp_full_match(cell, '[a-z0-9._+-]+@[a-z0-9.-]+') then cell
    else nullif(regexp_replace(lower(translate(
        import_text(cell),
        'ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ０１２３４５６７８９＠．＿－＋',
        'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789@._-+'
    )), '^mailto:|[\x{200b}-\x{200d}\x{feff}\s]', '', 'g'), '')
end
