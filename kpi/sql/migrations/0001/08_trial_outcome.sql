-- one row: what sales found out about one trial lead; appended, the newest row of a lead counts
create table trial_outcome (
    lead_id varchar not null,
    outcome varchar not null,
    recorded_at timestamp not null,
    recorded_by varchar
)
