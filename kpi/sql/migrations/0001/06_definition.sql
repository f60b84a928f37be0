-- one row: one version of a definition; rows are appended, never changed
create table definition (
    definition_id varchar not null,
    version integer not null,
    state varchar not null,
    effective_from date not null,
    body json not null,
    created_at timestamp not null,
    created_by varchar,
    primary key (definition_id, version)
)
