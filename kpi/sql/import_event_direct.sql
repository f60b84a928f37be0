-- one row: one event of the first file with events: there is nothing to compare it with
insert into event by name
select *
from import_accepted_event($file_key, $import_id)
