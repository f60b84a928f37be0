-- one row: one lead drawn at random from below the line, to be worked as a trial
create table trial (
    trial_id varchar not null,
    lead_id varchar not null,
    sql_threshold integer not null,
    drawn_at timestamp not null,
    primary key (trial_id, lead_id)
)
