-- one row: one version of a decision, the first one first
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
where decision_id = $decision_id
order by version
