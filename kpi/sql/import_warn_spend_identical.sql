-- one row: one cost that stands there twice: both count, unless the answer duplicate_spend is drop
select channel || ' ' || strftime(month, '%Y-%m') || ' ' || cost_yen as value, count(*) as count, list(row_number order by row_number) as rows
from import_spend
anti join import_rejected using (row_number)
group by month, channel, cost_yen
having count(*) > 1
order by min(row_number)
limit 20
