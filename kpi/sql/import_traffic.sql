-- one row: one row of a traffic file, its cells read by the stated rules
create or replace temp table import_traffic as
with cleaned as (
    select row_number, import_text(columns(lambda name: not regexp_full_match(name, 'x\d+|row_number|line_number'))) as "\0"
    from import_staged
)
select
    row_number,
    import_time(date, $date_order, null)::date as date,
    date as date_text,
    coalesce(channel, '') as channel,
    coalesce(page, '') as page,
    import_name(coalesce(date, channel)) in (select word from import_total)
        or import_name(channel) in (select word from import_total) as is_total,
    import_amount(sessions) as sessions,
    sessions as sessions_text,
    coalesce(import_amount(users), 0) as users,
    coalesce(import_amount(page_views), 0) as page_views,
    coalesce(import_amount(bounces), 0) as bounces
from cleaned
