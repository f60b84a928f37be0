-- one row: one combination of what leads say in these own columns and in those of the point rules; 0 is kept for nothing
with wanted as (
    select distinct item.name
    from (select unnest(items) as item from attribute_profile)
    union
    select unnest($more::varchar[])
),
lead_items as (
    select list({'name': name, 'value': value} order by name) as items
    from attribute_fact
    where name in (select name from wanted)
    group by lead_id
)
select (row_number() over (order by items))::integer as profile, items
from (select distinct items from lead_items)
