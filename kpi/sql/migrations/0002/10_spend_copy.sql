-- one row: every row of spend, as it was
insert into spend_next by name
select * from spend
