-- one row: one lead that is new or changed
insert into lead by name
select * exclude (row_number, is_new, old, is_changed)
from import_lead_merged
where is_changed
