-- one row: one event that the import wrote: it goes
delete from event
where import_id = $import_id and event_id not like 'claim:%'
