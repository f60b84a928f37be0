-- one row: one lead with own columns: the code of its value in every place, and its combination for the score
create or replace table lead_own as
with coded as (
    -- 15 codes of 8 bits fit into one number; a list for every lead would not fit into memory
    select
        lead_id,
        [
            coalesce(bit_or(code::hugeint << (8 * ((place - 1) % 15))::integer) filter (where place <= 15), 0),
            coalesce(bit_or(code::hugeint << (8 * ((place - 1) % 15))::integer) filter (where place between 16 and 30), 0),
            coalesce(bit_or(code::hugeint << (8 * ((place - 1) % 15))::integer) filter (where place > 30), 0)
        ] as packed
    from attribute_fact
    join attribute_value using (name, value)
    group by lead_id
),
placed as (
    select
        lead_id,
        list_transform(
            range((select max(place) from attribute_value)),
            lambda place: ((packed[place // 15 + 1] >> (8 * (place % 15))::integer) & 255)::utinyint
        ) as attributes
    from coded
),
lead_items as (
    select lead_id, list({'name': name, 'value': value} order by name) as items
    from attribute_fact
    where list_contains($named::varchar[], name)
    group by lead_id
),
profiled as (
    select lead_id, attribute_profile
    from lead_items
    join attribute_profile using (items)
)
select lead_id, attributes, attribute_profile
from placed
full join profiled using (lead_id)
