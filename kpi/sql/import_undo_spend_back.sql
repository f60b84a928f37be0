-- one row: one cost that the import changed: it is back
insert into spend by name
select * exclude (undo_id, is_new)
from spend_before
where undo_id = $import_id and not is_new
