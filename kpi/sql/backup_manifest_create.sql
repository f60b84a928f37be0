-- one row: what one table held when the backup was made
create table backup_target.main.backup_manifest (
    table_name varchar not null,
    row_count bigint not null,
    checksum varchar not null,
    made_at timestamp not null,
    duckdb_version varchar not null
)
