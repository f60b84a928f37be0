-- one row: what spend_before holds of the import: it goes
delete from spend_before
where undo_id = $import_id
