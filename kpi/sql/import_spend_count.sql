-- one row: how many channels and months the file adds and changes
select count(*) filter (where is_new) as inserted, count(*) filter (where not is_new) as updated
from spend_before
where undo_id = $import_id
