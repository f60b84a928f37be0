-- one row: one line of totals among the traffic
insert into import_rejected
select row_number, 'channel', channel, 'total_row', null
from import_traffic
where is_total
