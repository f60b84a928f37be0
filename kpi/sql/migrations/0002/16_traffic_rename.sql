-- one row: nothing; the copy takes the name
alter table traffic_next rename to traffic
