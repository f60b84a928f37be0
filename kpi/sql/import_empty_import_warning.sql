-- one row: every row of import_warning goes
delete from import_warning
