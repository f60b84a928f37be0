-- one row: one channel and month: the sum of its rows in the file
insert into spend
select month, channel, sum(import_spend.cost_yen)::bigint
from import_spend
anti join import_rejected using (row_number)
semi join (select * from spend_before where undo_id = $import_id) as written using (month, channel)
group by all
