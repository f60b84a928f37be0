-- one row: one inquiry by one person; lead_id is unique, held by the statements that write
create table lead_next (
    lead_id varchar not null,
    created_at timestamp not null,
    email varchar,
    company varchar,
    company_id varchar,
    channel varchar,
    campaign varchar,
    form varchar,
    landing_page varchar,
    industry varchar,
    company_size varchar,
    role_level varchar,
    timing varchar,
    budget varchar,
    authority varchar,
    need varchar,
    target_fit varchar,
    imported_score integer
)
