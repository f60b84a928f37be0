-- one row: whether a lead is known
select count(*) > 0
from lead_fact
where lead_id = $lead_id
