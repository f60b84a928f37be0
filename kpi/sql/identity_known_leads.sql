-- one row: one of these leads that is recorded, the earliest first
select lead_id
from lead
where list_contains($lead_ids::varchar[], lead_id)
order by created_at, lead_id
