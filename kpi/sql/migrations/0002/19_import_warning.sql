-- one row: one oddity of a file that was kept
create table import_warning (
    import_id varchar not null,
    code varchar not null,
    fields json not null
)
