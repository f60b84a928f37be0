-- one row: one row of a file that was not imported, as it was, and why
create table import_reject (
    import_id varchar not null,
    row_number bigint not null,
    line_number bigint,
    column_name varchar,
    value varchar,
    code varchar not null,
    fields json not null,
    cells json not null
)
