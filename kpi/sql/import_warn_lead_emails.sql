-- one row: one lead that several rows give different e-mails
select lead_id as value, count(distinct address) as count, list(row_number order by row_number) as rows
from import_lead
semi join import_repeated using (row_number)
anti join import_rejected using (row_number)
group by lead_id
having count(distinct address) > 1
order by min(row_number)
limit 20
