-- one row: what deal_reference holds of the import: it goes
delete from deal_reference
where import_id = $import_id
