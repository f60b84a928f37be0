-- one row: how many deals were created, won or lost after today
select count(*) as count, null as value, list(row_number order by row_number)[:6] as rows
from import_deal_now
where created_at >= $now::date + interval 1 day or (stage in ('won', 'lost') and closed_at >= $now::date + interval 1 day)
