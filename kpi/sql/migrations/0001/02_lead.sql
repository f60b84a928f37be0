-- one row: one inquiry by one person
create table lead (
    lead_id varchar primary key,
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
