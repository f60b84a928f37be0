-- one row: one sample event, moved by whole weeks
insert into event
select * replace ("at" + to_days($shift_days::integer) as "at")
from sample_rows
