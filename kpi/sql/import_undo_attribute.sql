-- one row: what attribute holds of the import: it goes
delete from attribute
where import_id = $import_id
