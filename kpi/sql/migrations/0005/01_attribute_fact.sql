-- one row: what one lead, merges applied, says in one own column; rebuilt with the facts
create table attribute_fact (
    lead_id varchar not null,
    name varchar not null,
    value varchar not null
)
