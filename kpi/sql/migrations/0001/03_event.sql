-- one row: one thing that happened; lead_id is null for a deal that no lead of ours led to
create table event (
    event_id varchar primary key,
    lead_id varchar,
    deal_id varchar,
    "at" timestamp not null,
    kind varchar not null,
    amount_yen bigint,
    detail varchar,
    owner varchar,
    import_id varchar
)
