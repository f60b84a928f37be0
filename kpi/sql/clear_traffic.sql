-- one row: every row of traffic goes
delete from traffic
