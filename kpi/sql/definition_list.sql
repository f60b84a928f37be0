-- one row: one version that stands: the newest one of what is not agreed, and every agreed one that counts
with version as (
    select *, max(version) over (partition by definition_id) as newest_version
    from definition
)
select
    version.definition_id,
    version.version,
    version.state,
    version.effective_from,
    held.until,
    version.body,
    version.created_at,
    version.created_by,
    version.marketing_by,
    version.marketing_at,
    version.sales_by,
    version.sales_at
from version
left join agreed_definition as held
    on held.definition_id = version.definition_id and held.version = version.version
where held.version is not null
    or (version.state <> 'agreed' and version.version = version.newest_version)
order by version.effective_from desc, version.created_at desc, version.definition_id
