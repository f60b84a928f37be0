-- one row: one lead, company or deal that a merge joins to another
create table merge_row (
    merge_id varchar not null,
    row_id varchar not null,
    kept_id varchar not null,
    primary key (merge_id, row_id)
)
