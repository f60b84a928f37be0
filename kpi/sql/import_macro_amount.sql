-- one row: nothing; import_amount(cell) is a whole number of yen, null when the cell is no number
create or replace temp macro import_amount(cell) as
case
    when cell is null or cell = '' then null
    when regexp_full_match(cell, '\d{1,15}') then cell::bigint
    else try_cast(round(
        import_size(trim(regexp_replace(regexp_replace(import_ascii(cell),
            '^[-+△▲(]? ?([¥\\$€]|JPY|USD)? ?-?', ''), ' ?(円|yen|JPY|USD)?\)?$', '')))
        * case when regexp_matches(import_ascii(cell), '^([-△▲(]|[¥\\$€] ?-)') then -1 else 1 end
    ) as bigint)
end
