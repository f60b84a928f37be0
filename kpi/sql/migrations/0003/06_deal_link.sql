-- one row: one deal that was joined to a lead by hand; rebuilt with the facts
create table deal_link (
    deal_id varchar not null,
    lead_id varchar not null
)
