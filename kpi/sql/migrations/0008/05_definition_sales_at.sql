-- one row: one version of a definition, now with when sales agreed
alter table definition add column sales_at timestamp
