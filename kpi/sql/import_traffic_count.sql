-- one row: how many rows of traffic the file adds and changes
select count(*) filter (where is_new) as inserted, count(*) filter (where not is_new) as updated
from traffic_before
where undo_id = $import_id
