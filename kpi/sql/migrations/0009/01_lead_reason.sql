-- one row: why sales rejected, lost or won one lead, as a person recorded it; appended, the newest of a lead counts
create table lead_reason (
    lead_id varchar not null,
    reason varchar not null,
    note varchar,
    -- sample or own: what is said of the sample is never shown beside own data
    data_set varchar not null,
    recorded_at timestamp not null,
    recorded_by varchar
)
