-- one row: one row that repeats an earlier row of the file in every cell
insert into import_rejected
with final as (
    select row_number, min(row_number) over (partition by hash(*columns(* exclude (row_number, line_number)))) as first_row
    from import_staged
    where row_number in (select row_number from import_repeated)
)
select final.row_number, null, null, 'duplicate', first_row::varchar
from final
anti join import_rejected using (row_number)
where final.row_number > first_row
