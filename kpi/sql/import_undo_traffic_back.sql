-- one row: one row of traffic that the import changed: it is back
insert into traffic by name
select * exclude (undo_id, is_new)
from traffic_before
where undo_id = $import_id and not is_new
