-- one row: one item as it was answered on one day about the present data set, the newest day first
select answered_on, answered_by, item, answer
from checklist_answer
where checklist = $checklist and data_set = coalesce((select value from meta where key = 'data_set'), 'own')
qualify row_number() over (partition by answered_on, item order by answered_at desc) = 1
order by answered_on desc, answered_at desc, item
