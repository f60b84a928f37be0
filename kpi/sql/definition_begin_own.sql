-- one row: one version agreed on the sample under which own data has been read, noted for own data
insert into definition by name
select
    * exclude (until) replace (
        'start' as definition_id,
        (row_number() over (order by effective_from))::integer as version,
        'own' as data_set
    )
from agreed_definition
where coalesce((select value from meta where key = 'data_set'), 'own') = 'own'
    and (definition_id = 'sample' or data_set = 'sample')
