-- one row: nothing; the restored file is no backup any more
drop table if exists backup_manifest
