-- one row: every row of event, as it was
insert into event_next by name
select * from event
