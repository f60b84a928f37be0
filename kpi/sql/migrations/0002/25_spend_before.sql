-- one row: one cost that an import wrote: as it was before, or new
create table spend_before as
select ''::varchar as undo_id, false as is_new, spend.*
from spend
limit 0
