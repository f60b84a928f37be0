-- one row: every row of event goes
delete from event
