-- one row: one deal whose amount is no number
insert into import_rejected
select row_number, 'amount', amount_text, 'not_a_number', null
from import_deal
anti join import_rejected using (row_number)
where amount_text is not null and amount_yen is null
