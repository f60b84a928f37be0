-- one row: the version that is added
insert into meeting
values (
    $meeting_id,
    $version,
    $state,
    $held_on,
    $every,
    coalesce((select value from meta where key = 'data_set'), 'own'),
    coalesce((select value::bigint from meta where key = 'data_version'), 0),
    $created_at,
    $created_by
)
returning meeting_id, version, state, held_on, every, data_version, created_at, created_by
