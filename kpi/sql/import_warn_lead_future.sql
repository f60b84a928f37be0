-- one row: how many leads were created after today
select count(*) as count, any_value(created_at::date::varchar order by row_number) as value, list(row_number order by row_number)[:6] as rows
from import_lead
anti join import_rejected using (row_number)
where created_at >= $now::date + interval 1 day
