-- one row: the newest version of one decision made on the present data set, the newest decision first
with present as (
    select coalesce(max(value), 'own') as data_set
    from meta
    where key = 'data_set'
)
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
where data_set = (select data_set from present)
qualify row_number() over (partition by decision_id order by version desc) = 1
order by min(created_at) over (partition by decision_id) desc, decision_id
