-- one row: one event whose amount is no number, or in a currency whose rate nobody gave
insert into import_rejected
select row_number, 'amount', amount_text,
    case when currency is not null and coalesce(import_plain_amount(amount_text), number) is not null then 'foreign_currency' else 'not_a_number' end, currency
from import_event
anti join import_rejected using (row_number)
left join import_amount_cell on import_amount_cell.cell = amount_text
where amount_text is not null and amount_yen is null
