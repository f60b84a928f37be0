-- one row: whom a deal names as its lead; the newest import of a deal counts
create table deal_reference (
    deal_id varchar not null,
    import_id varchar not null,
    deal_name varchar,
    stage varchar,
    lead_reference varchar,
    email varchar,
    company varchar
)
