-- one row: one lead of a list of leads
select
    {{lead_columns}}
from lead_fact
where list_contains($lead_ids::varchar[], lead_id)
