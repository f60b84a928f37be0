-- one row: one deal without a stage
insert into import_rejected
select row_number, 'stage', null, 'blank', null
from import_deal
anti join import_rejected using (row_number)
where stage_text is null
