-- one row: one version of a plan for a goal; rows are appended, never changed
create table goal_plan (
    plan_id varchar not null,
    version integer not null,
    name varchar not null,
    -- scenario, adopted or dropped
    state varchar not null,
    -- the fiscal year, half or quarter it is for
    period varchar not null,
    body json not null,
    data_version bigint not null,
    created_at timestamp not null,
    created_by varchar,
    primary key (plan_id, version)
)
