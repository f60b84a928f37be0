-- one row: every row of import_log goes
delete from import_log
