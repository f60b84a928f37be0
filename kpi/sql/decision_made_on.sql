-- one row: the data and the agreed definition in force that a decision is made on now
with data as (
    select coalesce(max(value::bigint), 0) as data_version
    from meta
    where key = 'data_version'
),
agreed as (
    select definition_id, version as definition_version
    from agreed_definition
    where effective_from <= $today
    order by effective_from desc
    limit 1
)
select data_version, definition_id, definition_version
from data
left join agreed on true
