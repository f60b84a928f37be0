-- one row: one event that the import wrote: it goes
delete from event
where import_id = $import_id
