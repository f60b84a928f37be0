-- one row: one frozen meeting; rows are appended, never changed
create table snapshot (
    snapshot_id varchar not null primary key,
    meeting_id varchar,
    held_on date not null,
    title varchar not null,
    -- text, not json: it is handed out again to the letter
    body varchar not null,
    data_set varchar not null,
    data_version bigint not null,
    created_at timestamp not null,
    created_by varchar
)
