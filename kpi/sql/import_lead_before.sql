-- one row: one lead as it was before this import changes or adds it
insert into lead_before by name
select $import_id as undo_id, is_new, lead_id, created_at
from import_lead_merged
where is_new
union all by name
select $import_id as undo_id, false as is_new, lead.*
from lead
where lead_id in (select lead_id from import_lead_merged where is_changed and not is_new)
