-- one row: how many events lie after today
select count(*) as count, any_value("at"::date::varchar order by row_number) as value, list(row_number order by row_number)[:6] as rows
from import_event
anti join import_rejected using (row_number)
where "at" >= $now::date + interval 1 day
