-- one row: nothing; import_yen(number, exact, code, stated, currencies, rates) is a number of the currency `code` in whole yen: by the
-- rate that was given; without one the number as it is where only a sign says so (it is flagged), null where a column states it
create or replace temp macro import_yen(number, exact, code, stated, currencies, rates) as
case
    when code is null then number
    when list_contains(currencies, code) then try_cast(round(coalesce(exact, number) * list_extract(rates, list_position(currencies, code))) as bigint)
    when stated is null then number
end
