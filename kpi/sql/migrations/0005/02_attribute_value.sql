-- one row: one value of an own column that can serve as a filter; rebuilt with the facts
create table attribute_value (
    name varchar not null,
    -- the column's place in lead_fact.attributes, from 1
    place utinyint not null,
    value varchar not null,
    -- what stands in that place for the value, 0 for one not filled in
    code utinyint not null,
    lead_count bigint not null
)
