-- one row: one lead that says something in the own columns of these combinations, and which of them it is
with wanted as (
    select distinct item.name
    from (select unnest(items) as item from own_combination)
),
lead_items as (
    select lead_id, list({'name': name, 'value': value} order by name) as items
    from attribute_fact
    where name in (select name from wanted)
    group by lead_id
)
select lead_id, profile
from lead_items
join own_combination using (items)
