-- one row: the content of one frozen meeting
select body
from snapshot
where snapshot_id = $snapshot_id
