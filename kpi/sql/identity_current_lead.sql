-- one row: the lead that counts for this one
select coalesce(max(kept_id), $lead_id)
from lead_alias
where lead_id = $lead_id
