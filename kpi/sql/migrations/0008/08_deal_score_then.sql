-- one row: one deal, now with its lead's score as defined when the lead came; null until the facts are rebuilt
alter table if exists deal_fact add column if not exists score_then utinyint
