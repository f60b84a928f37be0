-- one row: one version of a definition, now with when marketing agreed
alter table definition add column marketing_at timestamp
