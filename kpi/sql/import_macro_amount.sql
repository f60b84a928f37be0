-- one row: nothing; import_amount(cell) is a whole number of yen, null when the cell is no number
create or replace temp macro import_amount(cell) as
case
    when cell is null or cell = '' then null
    when regexp_full_match(cell, '\d{1,18}') then cell::bigint
    when regexp_full_match(cell, '[¥\\]?\d{1,3}(,\d{3}){1,4}') then replace(ltrim(cell, '¥\'), ',', '')::bigint
    else list_transform(
        [import_ascii(cell)],
        lambda plain: list_transform(
            [trim(regexp_replace(regexp_replace(plain, '^[-+△▲(]? ?([¥\\$€]|JPY|USD)? ?-?', ''), ' ?(円|yen|JPY|USD)?\)?$', ''))],
            lambda size: try_cast(round(
                import_size(size) * case when regexp_matches(plain, '^([-△▲(]|[¥\\$€] ?-)') then -1 else 1 end
            ) as bigint)
        )[1]
    )[1]
end
