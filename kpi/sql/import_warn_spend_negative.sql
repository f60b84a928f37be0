-- one row: how many costs are negative
select count(*) as count, any_value(cost_text order by row_number) as value, list(row_number order by row_number)[:6] as rows
from import_spend
anti join import_rejected using (row_number)
where cost_yen < 0
