-- one row: what lead_claim holds of the import: it goes
delete from lead_claim
where import_id = $import_id
