-- one row: one cost that repeats an earlier row, where the answer is to leave such rows out
insert into import_rejected
with final as (
    select row_number, first_value(row_number) over (partition by month, channel, cost_yen order by row_number) as first_row
    from import_spend
    anti join import_rejected using (row_number)
)
select row_number, null, null, 'duplicate', first_row::varchar
from final
where row_number > first_row
