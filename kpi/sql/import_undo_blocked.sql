-- one row: the newest later import that changed rows of this one
with touched as (
    select later.undo_id
    from lead_before as mine
    join lead_before as later using (lead_id)
    where mine.undo_id = $import_id and later.undo_id > $import_id
    union all
    select undo_id
    from event_before
    where import_id = $import_id and undo_id > $import_id
    union all
    select later.undo_id
    from spend_before as mine
    join spend_before as later using (month, channel)
    where mine.undo_id = $import_id and later.undo_id > $import_id
    union all
    select later.undo_id
    from traffic_before as mine
    join traffic_before as later using (date, channel, page)
    where mine.undo_id = $import_id and later.undo_id > $import_id
)
select import_id, file_name
from import_log
where import_id in (select undo_id from touched) and undone_at is null
order by import_id desc
limit 1
