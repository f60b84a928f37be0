-- one row: every row of lead_before goes
delete from lead_before
