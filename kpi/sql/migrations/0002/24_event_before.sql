-- one row: one event that an import replaced or removed, as it was before
create table event_before as
select ''::varchar as undo_id, event.*
from event
limit 0
