-- one row: one event as it was before this import replaces or removes it
insert into event_before
select $import_id, *
from import_old_event
