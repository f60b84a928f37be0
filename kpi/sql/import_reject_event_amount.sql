-- one row: one event whose amount is no number, or in a currency whose rate nobody gave
insert into import_rejected
select row_number, 'amount', amount_text,
    case when currency is not null and import_amount(amount_text) is not null then 'foreign_currency' else 'not_a_number' end, currency
from import_event
anti join import_rejected using (row_number)
where amount_text is not null and amount_yen is null
