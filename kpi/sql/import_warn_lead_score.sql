-- one row: how many leads have a score that is no number
select count(*) as count, any_value(score_text order by row_number) as value, list(row_number order by row_number)[:6] as rows
from import_lead
anti join import_rejected using (row_number)
where score_text is not null and imported_score is null
