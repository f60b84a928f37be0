-- one row: every row of event_before goes
delete from event_before
