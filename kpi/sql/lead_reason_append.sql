-- one row: the reason that is added
insert into lead_reason
values (
    $lead_id,
    $reason,
    $note,
    coalesce((select value from meta where key = 'data_set'), 'own'),
    $recorded_at,
    $recorded_by
)
