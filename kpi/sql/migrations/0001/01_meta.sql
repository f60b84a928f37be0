-- one row: one setting of this file (schema_version, data_version, data_set, time_zone, ...)
create table meta (
    key varchar primary key,
    value varchar not null
)
