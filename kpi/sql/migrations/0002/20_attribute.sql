-- one row: what a column without a place of its own says about one lead or one deal, in one import
create table attribute (
    subject varchar not null,
    subject_id varchar not null,
    name varchar not null,
    value varchar not null,
    import_id varchar not null
)
