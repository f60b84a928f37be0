-- one row: how many rows give a lead that a later row gives again
select count(*) - count(distinct lead_id) as count, null as value, null as rows
from import_lead
semi join import_repeated using (row_number)
anti join import_rejected using (row_number)
