-- one row: how many deals were closed before they were opened
select count(*) as count, null as value, list(row_number order by row_number)[:6] as rows
from import_deal_now
where stage in ('won', 'lost') and closed_at::date < opened_at::date
