-- one row: one lead, now with its score as defined when it came; null until the facts are rebuilt
alter table if exists lead_fact add column if not exists score_then utinyint
