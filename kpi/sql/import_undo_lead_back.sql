-- one row: one lead that the import changed: it is back
insert into lead by name
select * exclude (undo_id, is_new)
from lead_before
where undo_id = $import_id and not is_new
