-- one row: the snapshot that is added
insert into snapshot
values (
    $snapshot_id,
    $meeting_id,
    $held_on,
    $title,
    $body,
    coalesce((select value from meta where key = 'data_set'), 'own'),
    coalesce((select value::bigint from meta where key = 'data_version'), 0),
    $created_at,
    $created_by
)
