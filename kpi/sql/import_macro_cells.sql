-- one row: nothing; import_cells(kept, tidy, untidy) is the staged rows under all fields of the kind: cells cleaned, null where the file has none
create or replace temp macro import_cells(kept, tidy, untidy) as table
-- columns() refuses to find none, so each group has one more that is always null
with staged as (
    select *, null::varchar as no_tidy, null::varchar as no_untidy
    from import_staged
)
from import_absent
union all by name
select
    columns(lambda name: list_contains(kept, name)),
    nullif(columns(lambda name: list_contains(tidy, name)), '') as "\0",
    import_text(columns(lambda name: list_contains(untidy, name))) as "\0"
from staged
