-- one row: how many times name their zone and were moved to business time
select count(*) as count, any_value(created_text order by row_number) as value, list(row_number order by row_number)[:6] as rows
from import_lead
anti join import_rejected using (row_number)
where regexp_matches(import_ascii(created_text), ':\d{2}(\.\d+)? ?(Z|UTC|GMT|[+-]\d{2}:?\d{2})$')
