-- one row: one row whose lead is named by another row too
create or replace temp table import_repeated as
select row_number
from import_lead
where lead_id in (select lead_id from import_lead group by lead_id having count(*) > 1)
