-- one row: how many deals of events no lead led to
select count(*) as count, any_value(coalesce(lead_reference, email, deal_id) order by row_number) as value, list(row_number order by row_number)[:6] as rows
from import_event
anti join import_rejected using (row_number)
where lead_id is null
