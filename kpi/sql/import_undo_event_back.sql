-- one row: one event that the import replaced: it is back
insert into event by name
select * exclude (undo_id)
from event_before
where undo_id = $import_id
