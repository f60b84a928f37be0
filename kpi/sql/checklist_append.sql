-- one row: one answer that is added
insert into checklist_answer
values (
    $checklist,
    $item,
    $answer,
    $answered_from,
    $answered_on,
    coalesce((select value from meta where key = 'data_set'), 'own'),
    $answered_at,
    $answered_by
)
