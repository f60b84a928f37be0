-- one row: one deal without an id and a name
insert into import_rejected
select row_number, 'deal_id', null, 'blank', null
from import_deal
anti join import_rejected using (row_number)
where deal_id is null
