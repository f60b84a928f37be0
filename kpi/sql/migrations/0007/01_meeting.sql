-- one row: one version of a meeting; rows are appended, never changed
create table meeting (
    meeting_id varchar not null,
    version integer not null,
    -- held or withdrawn
    state varchar not null,
    held_on date not null,
    -- weekly, monthly or quarterly
    every varchar not null,
    -- sample or own: what is agreed on the sample is never shown beside own data
    data_set varchar not null,
    data_version bigint not null,
    created_at timestamp not null,
    created_by varchar,
    primary key (meeting_id, version)
)
