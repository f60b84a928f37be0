-- one row: one deal that another system's deal counts for; rebuilt with the facts
create table deal_alias (
    deal_id varchar not null,
    kept_id varchar not null
)
