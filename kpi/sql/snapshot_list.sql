-- one row: one meeting frozen on the present data set, without its content, the newest first
select snapshot_id, meeting_id, held_on, title, data_version, created_at, created_by
from snapshot
where data_set = coalesce((select value from meta where key = 'data_set'), 'own')
order by held_on desc, created_at desc, snapshot_id
