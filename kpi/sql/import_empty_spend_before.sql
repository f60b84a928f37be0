-- one row: every row of spend_before goes
delete from spend_before
