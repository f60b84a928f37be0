-- one row: how many amounts are written with a unit or with spaces
select count(*) as count, any_value(amount_text order by row_number) as value, list(row_number order by row_number)[:6] as rows
from import_event
anti join import_rejected using (row_number)
where regexp_matches(trim(amount_text), '[億万千kKmM]|\d \d')
