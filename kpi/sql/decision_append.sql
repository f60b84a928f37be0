-- one row: the version that is added
insert into decision
values (
    $decision_id,
    $version,
    $state,
    $body,
    $basis,
    $outcome,
    coalesce((select value from meta where key = 'data_set'), 'own'),
    $data_version,
    $created_at,
    $created_by
)
