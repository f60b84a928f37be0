-- one row: one sample lead, moved by whole weeks
insert into lead
select * replace (created_at + to_days($shift_days::integer) as created_at)
from sample_rows
