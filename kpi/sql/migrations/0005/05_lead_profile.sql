-- one row: one lead, now with its combination of the own columns that the point rules name
alter table if exists lead_fact add column if not exists attribute_profile integer default 0
