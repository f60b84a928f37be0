-- one row: one lead that an import wrote: as it was before, or new
create table lead_before as
select ''::varchar as undo_id, false as is_new, lead.*
from lead
limit 0
