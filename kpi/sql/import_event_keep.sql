-- one row: one old event that stays as it is
delete from import_old_event
where event_id in (select event_id from import_same)
