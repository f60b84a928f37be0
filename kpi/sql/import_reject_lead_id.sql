-- one row: one lead without an id and an e-mail
insert into import_rejected
select row_number, 'lead_id', null, 'blank', null
from import_lead
anti join import_rejected using (row_number)
where lead_id is null
