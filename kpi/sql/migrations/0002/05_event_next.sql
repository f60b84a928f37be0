-- one row: one thing that happened; event_id is unique, held by the statements that write (an index over 60 million needs 8 GB)
create table event_next (
    event_id varchar not null,
    lead_id varchar,
    deal_id varchar,
    "at" timestamp not null,
    kind varchar not null,
    amount_yen bigint,
    detail varchar,
    owner varchar,
    import_id varchar
)
