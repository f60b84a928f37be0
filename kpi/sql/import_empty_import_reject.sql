-- one row: every row of import_reject goes
delete from import_reject
