-- one row: what lead_before holds of the import: it goes
delete from lead_before
where undo_id = $import_id
