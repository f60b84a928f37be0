-- one row: nothing; import_ascii(cell) has half-width digits and signs in place of full-width ones
create or replace temp macro import_ascii(cell) as
translate(
    import_text(cell),
    '０１２３４５６７８９／－．：，（）＋￥＄％　＠−ー' || chr(160),
    '0123456789/-.:,()+¥$% @--' || ' '
)
