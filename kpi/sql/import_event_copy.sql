-- one row: one event that the file adds, to be compared with those that are there
create or replace temp table import_new_event as
select *
from import_accepted_event($file_key, $import_id)
