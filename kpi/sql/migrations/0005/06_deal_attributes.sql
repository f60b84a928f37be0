-- one row: one deal, now with the codes of its lead's own columns; null until the facts are rebuilt
alter table if exists deal_fact add column if not exists attributes utinyint[]
