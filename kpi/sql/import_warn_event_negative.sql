-- one row: how many amounts are negative: kept, and in no sum
select count(*) as count, any_value(amount_text order by row_number) as value, list(row_number order by row_number)[:6] as rows
from import_event
anti join import_rejected using (row_number)
where amount_yen < 0
