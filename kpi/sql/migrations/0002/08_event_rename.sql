-- one row: nothing; the copy takes the name
alter table event_next rename to event
