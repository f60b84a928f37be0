-- one row: what a column without a place of its own says about one lead
create table lead_attribute (
    lead_id varchar not null,
    name varchar not null,
    value varchar not null,
    import_id varchar not null
)
