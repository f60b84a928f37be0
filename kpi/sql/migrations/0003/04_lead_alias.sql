-- one row: one lead that counts as another; rebuilt with the facts
create table lead_alias (
    lead_id varchar not null,
    kept_id varchar not null
)
