-- one row: nothing; import_month(name) is the number of an English month, null when it is none
create or replace temp macro import_month(name) as
nullif((position(lower(left(name, 3)) in 'janfebmaraprmayjunjulaugsepoctnovdec') + 2) / 3, 2 / 3)::integer
