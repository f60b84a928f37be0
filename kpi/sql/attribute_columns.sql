-- one row: one own column: how many leads fill it in, its values, whether it can serve as a filter, its newest file
with named as (
    select name, count(*) as lead_count, count(distinct value) as value_count
    from attribute_fact
    group by name
),
origin as (
    select
        name,
        arg_max(file_name, imported_at) as file_name,
        max(imported_at) as imported_at
    from (select distinct name, import_id from attribute where subject = 'lead')
    join import_log using (import_id)
    group by name
)
select
    named.*,
    name in (select name from attribute_value) as is_filter,
    origin.file_name,
    origin.imported_at
from named
left join origin using (name)
order by lead_count desc, name
