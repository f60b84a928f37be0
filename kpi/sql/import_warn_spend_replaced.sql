-- one row: how many channels and months had another cost before
select count(*) as count, null as value, null as rows
from spend_before
where undo_id = $import_id and not is_new
