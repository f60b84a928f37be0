-- one row: how many amounts that leads state are in another currency and counted as they are, for nobody gave its rate
select count(*) as count, any_value(amount_text order by row_number) as value, sign as currency, list(row_number order by row_number)[:6] as rows
from import_lead
join import_amount_cell on import_amount_cell.cell = amount_text
anti join import_rejected using (row_number)
where sign is not null and amount_yen is not null and not list_contains($currencies::varchar[], sign)
group by sign
order by sign
