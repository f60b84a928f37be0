-- one row: one stage of deals that is not known: they are kept as open
select stage_text as value, count(*) as count, list(row_number order by row_number)[:6] as rows
from import_deal
anti join import_rejected using (row_number)
where known_stage is null
group by all
order by count desc, value
limit 50
