-- one row: what traffic_before holds of the import: it goes
delete from traffic_before
where undo_id = $import_id
