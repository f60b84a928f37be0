-- one row: how many amounts are in another currency: the number is kept, nothing is converted
select count(*) as count, any_value(amount_text order by row_number) as value, list(row_number order by row_number)[:6] as rows
from import_event
anti join import_rejected using (row_number)
where regexp_matches(amount_text, '[$€＄]|USD|EUR')
