-- one row: one of the first rows of a file as it will be
select row_number, month, channel, cost_yen
from import_spend
order by row_number
