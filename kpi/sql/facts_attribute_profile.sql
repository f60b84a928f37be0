-- one row: one combination of what leads say in the own columns that the point rules name; 0: nothing
create or replace table attribute_profile as
with lead_items as (
    select list({'name': name, 'value': value} order by name) as items
    from attribute_fact
    where list_contains($named::varchar[], name)
    group by lead_id
)
select (row_number() over (order by items))::integer as attribute_profile, items
from (select distinct items from lead_items)
union all
select 0, []
