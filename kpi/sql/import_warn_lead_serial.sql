-- one row: how many dates are day numbers of a spreadsheet
select count(*) as count, any_value(created_text order by row_number) as value, list(row_number order by row_number)[:6] as rows
from import_lead
anti join import_rejected using (row_number)
where regexp_full_match(import_ascii(created_text), '[2-7]\d{4}(\.\d+)?')
