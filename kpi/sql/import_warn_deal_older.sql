-- one row: how many deals were opened before their lead was created
select count(*) as count, null as value, list(row_number order by row_number)[:6] as rows
from import_deal_now
join lead using (lead_id)
where opened_at::date < lead.created_at::date
