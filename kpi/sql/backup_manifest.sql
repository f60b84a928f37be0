-- one row: what one table held when the backup was made; same_version: its sum was made as ours is
select table_name, row_count, checksum, made_at, duckdb_version = version() as same_version
from backup_manifest
order by table_name
