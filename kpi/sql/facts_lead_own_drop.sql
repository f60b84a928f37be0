-- one row: nothing; what was only needed for the facts goes
drop table lead_own
