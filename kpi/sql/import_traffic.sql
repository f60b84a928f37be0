-- one row: one row of a traffic file, its cells read by the stated rules
create or replace temp table import_traffic as
select
    row_number,
    import_time(import_text(date), $date_order, null)::date as date,
    import_text(date) as date_text,
    coalesce(import_text(channel), '') as channel,
    coalesce(import_text(page), '') as page,
    import_name(coalesce(import_text(date), channel)) in (select word from import_total)
        or import_name(channel) in (select word from import_total) as is_total,
    import_amount(import_text(sessions)) as sessions,
    import_text(sessions) as sessions_text,
    coalesce(import_amount(import_text(users)), 0) as users,
    coalesce(import_amount(import_text(page_views)), 0) as page_views,
    coalesce(import_amount(import_text(bounces)), 0) as bounces
from import_staged
