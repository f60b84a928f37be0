-- one row: one version of a decision; rows are appended, never changed
create table decision (
    decision_id varchar not null,
    version integer not null,
    -- open, carried or closed
    state varchar not null,
    -- what was decided
    body json not null,
    -- the numbers, definition and data that the first version was made on
    basis json not null,
    -- what was read when it was carried on or closed
    outcome json,
    data_set varchar not null,
    data_version bigint not null,
    created_at timestamp not null,
    created_by varchar,
    primary key (decision_id, version)
)
