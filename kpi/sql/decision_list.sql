-- one row: the newest version of one decision made on the present data set, the newest decision first
select
    decision_id,
    version,
    state,
    body,
    basis,
    outcome,
    data_version,
    created_at,
    created_by
from decision
where data_set = coalesce((select value from meta where key = 'data_set'), 'own')
qualify row_number() over (partition by decision_id order by version desc) = 1
order by min(created_at) over (partition by decision_id) desc, decision_id
