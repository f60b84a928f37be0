-- one row: one event that the file gives anew under the same id
create or replace temp table import_old_event as
select event.*
from event
where event_id in (select event_id from import_new_event)
