-- one row: one line of totals among the costs
insert into import_rejected
select row_number, 'channel', channel, 'total_row', null
from import_spend
where is_total
