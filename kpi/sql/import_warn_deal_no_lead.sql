-- one row: how many deals no lead led to
select count(*) as count, any_value(coalesce(lead_reference, email, company, deal_id) order by row_number) as value, list(row_number order by row_number)[:6] as rows
from import_deal_now
where lead_id is null
