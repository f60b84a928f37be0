-- one row: how many amounts are in another currency and counted as they are, for nobody gave its rate
select count(*) as count, any_value(cost_text order by row_number) as value, currency, list(row_number order by row_number)[:6] as rows
from import_spend
anti join import_rejected using (row_number)
where currency is not null and cost_yen is not null and not list_contains($currencies::varchar[], currency)
group by currency
order by currency
