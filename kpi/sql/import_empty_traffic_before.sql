-- one row: every row of traffic_before goes
delete from traffic_before
