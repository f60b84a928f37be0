-- one row: one version of a definition, now with who agreed for sales
alter table definition add column sales_by varchar
