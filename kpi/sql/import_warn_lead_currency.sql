-- one row: how many amounts that leads state are in a currency whose rate nobody gave
select count(*) as count, any_value(amount_text order by row_number) as value, currency, list(row_number order by row_number)[:6] as rows
from (select *, import_currency(amount_text, null) as currency from import_lead where amount_text is not null)
anti join import_rejected using (row_number)
where currency is not null and amount_yen is null
group by currency
order by currency
