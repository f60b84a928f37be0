-- one row: one of these leads
select lead_id, created_on, company, channel
from lead_fact
where list_contains($lead_ids::varchar[], lead_id)
