-- one row: one file that was imported; undone_at says when it was taken back
create table import_log (
    import_id varchar not null,
    file_name varchar not null,
    file_hash varchar not null,
    part varchar not null,
    byte_count bigint not null,
    system varchar not null,
    preset varchar not null,
    kind varchar not null,
    header json not null,
    answers json not null,
    rows_read bigint not null,
    accepted bigint not null,
    rejected bigint not null,
    replaced_sample boolean not null,
    imported_at timestamp not null,
    imported_by varchar,
    undone_at timestamp,
    undone_by varchar
)
