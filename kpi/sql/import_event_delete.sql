-- one row: one event that is replaced or removed
delete from event
where event_id in (select event_id from import_old_event)
