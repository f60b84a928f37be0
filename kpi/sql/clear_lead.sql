-- one row: every row of lead goes
delete from lead
