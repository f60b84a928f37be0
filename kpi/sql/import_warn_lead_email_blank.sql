-- one row: how many leads have no e-mail
select count(*) as count, null as value, list(row_number order by row_number)[:6] as rows
from import_lead
anti join import_rejected using (row_number)
where email is null and list_contains($mapped, 'email')
