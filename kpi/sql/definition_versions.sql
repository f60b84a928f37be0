-- one row: one version of a definition, the first one first
select
    definition_id,
    version,
    state,
    effective_from,
    null::date as until,
    body,
    created_at,
    created_by,
    marketing_by,
    marketing_at,
    sales_by,
    sales_at
from definition
where definition_id = $definition_id
order by version
