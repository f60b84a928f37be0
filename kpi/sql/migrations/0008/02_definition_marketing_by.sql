-- one row: one version of a definition, now with who agreed for marketing
alter table definition add column marketing_by varchar
