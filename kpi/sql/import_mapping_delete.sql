-- one row: one mapping of that name goes
delete from import_mapping
where name = $name
