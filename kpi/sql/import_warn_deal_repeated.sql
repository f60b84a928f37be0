-- one row: how many rows give a deal that a later row gives again
select count(*) - count(distinct deal_id) as count, null as value, null as rows
from import_deal
anti join import_rejected using (row_number)
