-- one row: nothing; the copy takes the name
alter table lead_next rename to lead
