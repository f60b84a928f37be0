-- one row: one event of the file that stands already as it is
delete from import_new_event
where event_id in (select event_id from import_same)
