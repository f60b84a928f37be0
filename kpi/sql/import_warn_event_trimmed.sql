-- one row: how many lead ids had spaces around them
select count(*) as count, any_value(import_staged.lead_id order by row_number) as value, list(row_number order by row_number)[:6] as rows
from import_staged
anti join import_rejected using (row_number)
where lead_id <> trim(lead_id)
