-- one row: one agreed version that counts beside the present data, and the days on which it holds
create view agreed_definition as
with version as (
    select *, lead(state) over (partition by definition_id order by version) as next_state
    from definition
),
agreed as (
    select
        *,
        case
            when coalesce((select value from meta where key = 'data_set'), 'own') = 'sample'
                then definition_id = 'sample' or data_set is distinct from 'own'
            else definition_id <> 'sample' and data_set is distinct from 'sample'
        end as belongs
    from version
    -- one that was called off before its day never held
    where state = 'agreed' and next_state is distinct from 'retired'
),
-- own data begins under what was agreed on the sample
here as (
    select * exclude (belongs, next_state)
    from agreed
    qualify belongs or not bool_or(belongs) over ()
),
final as (
    select *
    from here
    qualify row_number() over (
        partition by effective_from order by created_at desc, version desc
    ) = 1
)
select *, lead(effective_from) over (order by effective_from) as until
from final
