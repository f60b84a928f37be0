-- one row: every row of lead_claim goes
delete from lead_claim
