-- one row: every row of traffic, as it was
insert into traffic_next by name
select * from traffic
