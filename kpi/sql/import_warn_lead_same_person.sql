-- one row: one e-mail that several leads share
select import_email(email) as value, count(distinct lead_id) as count, list(row_number order by row_number)[:6] as rows
from import_lead
anti join import_rejected using (row_number)
where import_email(email) is not null
group by all
having count(distinct lead_id) > 1
order by min(row_number)
limit 20
