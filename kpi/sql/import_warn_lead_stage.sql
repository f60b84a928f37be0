-- one row: one stage of leads that is not known
select status as value, count(*) as count, list(row_number order by row_number)[:6] as rows
from import_lead
anti join import_rejected using (row_number)
where status is not null and stage is null
group by all
order by count desc, value
limit 50
