-- one row: one decision that leads or companies are the same, or that a lead led to a deal; never deleted
create table merge_log (
    merge_id varchar primary key,
    -- lead, company (folded keys) or deal (a deal joined to its lead)
    kind varchar not null,
    reason varchar not null,
    -- what a rule went by, such as the folded e-mail; null where a person chose
    rule_key varchar,
    merged_at timestamp not null,
    merged_by varchar,
    undone_at timestamp,
    undone_by varchar
)
