-- one row: every row of lead, as it was
insert into lead_next by name
select * from lead
