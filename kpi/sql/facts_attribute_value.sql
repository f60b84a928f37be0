-- one row: one value of an own column that can serve as a filter ($blank with code 0: not filled in)
create or replace table attribute_value as
with filled as (
    select name, value, count(*) as lead_count
    from attribute_fact
    group by name, value
),
everybody as (
    select count(*) as all_count
    from joined_lead
    where created_at < $as_of::date + interval 1 day
),
-- an id or a remark parts nobody from anybody: some value must be shared, and none be an essay
offered as (
    select
        name,
        sum(filled.lead_count)::bigint as filled_count,
        any_value(all_count) as all_count,
        row_number() over (order by filled_count desc, name) as place
    from filled
    cross join everybody
    group by name
    having count(*) <= $most_values
        and count(*) < filled_count
        and (count(*) > 1 or filled_count < all_count)
        and max(length(value)) <= $longest
        and length(name) <= $longest
    qualify place <= $most_columns
)
select
    name,
    place::utinyint as place,
    value,
    row_number() over (partition by name order by filled.lead_count desc, value)::utinyint as code,
    filled.lead_count
from filled
join offered using (name)
union all
select name, place::utinyint, $blank, 0::utinyint, all_count - filled_count
from offered
where filled_count < all_count
