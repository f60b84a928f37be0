-- one row: one mapping of columns that somebody saved under a name; the newest of a name counts
create table import_mapping (
    name varchar not null,
    header json not null,
    body json not null,
    saved_at timestamp not null,
    saved_by varchar
)
