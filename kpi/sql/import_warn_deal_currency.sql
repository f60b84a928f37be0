-- one row: how many amounts in another currency were turned into yen as the answers say
select count(*) as count, any_value(amount_text order by row_number) as value, list(row_number order by row_number)[:6] as rows
from import_deal
anti join import_rejected using (row_number)
where currency is not null and amount_yen is not null
