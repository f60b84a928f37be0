-- one row: one page, channel and day of sample traffic, moved by whole weeks
insert into traffic
select * replace ((date + to_days($shift_days::integer))::date as date)
from sample_rows
