-- one row: one row of traffic that an import wrote: as it was before, or new
create table traffic_before as
select ''::varchar as undo_id, false as is_new, traffic.*
from traffic
limit 0
