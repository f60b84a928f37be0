-- one row: a snapshot of this meeting with this very content
select snapshot_id
from snapshot
where meeting_id is not distinct from $meeting_id and body = $body
