-- one row: how many dates are in Japanese years
select count(*) as count, any_value(created_text order by row_number) as value, list(row_number order by row_number)[:6] as rows
from import_lead
anti join import_rejected using (row_number)
where regexp_matches(created_text, '^(令和|平成|昭和|[RHS]\.?\d)')
