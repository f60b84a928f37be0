-- one row: what one table held when the backup was made
insert into backup_target.main.backup_manifest
values ($table_name, $row_count, $checksum, $made_at, version())
