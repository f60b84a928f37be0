-- one row: every row of spend goes
delete from spend
