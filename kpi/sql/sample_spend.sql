-- one row: one channel and month of sample spend: whole weeks moved, then added up by month
insert into spend
select
    date_trunc('month', week_start + to_days($shift_days::integer))::date as month,
    channel,
    sum(cost_yen)::bigint as cost_yen
from sample_rows
group by all
