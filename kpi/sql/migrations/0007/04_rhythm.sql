-- one row: one version of how the team meets; rows are appended, never changed
create table rhythm (
    version integer not null primary key,
    body json not null,
    created_at timestamp not null,
    created_by varchar
)
