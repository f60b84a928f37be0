-- one row: a deal stage that a lead report states without naming the deal; the newest import of a lead counts
create table lead_claim (
    lead_id varchar not null,
    import_id varchar not null,
    kind varchar not null,
    "at" timestamp not null,
    amount_yen bigint,
    detail varchar,
    owner varchar
)
