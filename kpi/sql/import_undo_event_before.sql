-- one row: what event_before holds of the import: it goes
delete from event_before
where undo_id = $import_id
