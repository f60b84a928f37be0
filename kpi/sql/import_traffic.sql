-- one row: one row of a traffic file, its cells read by the stated rules
create or replace temp table import_traffic as
with plain as (
    select *, import_plain_time(date, null) as plain_date
    from import_cells($kept, $tidy, $untidy)
)
select
    row_number,
    coalesce(plain_date, moment)::date as date,
    date as date_text,
    coalesce(channel, '') as channel,
    coalesce(page, '') as page,
    import_name(coalesce(date, channel)) in (select word from import_total)
        or import_name(channel) in (select word from import_total) as is_total,
    coalesce(import_plain_amount(plain.sessions), on_sessions.number) as sessions,
    plain.sessions as sessions_text,
    coalesce(import_plain_amount(plain.users), on_users.number, 0) as users,
    coalesce(import_plain_amount(plain.page_views), on_views.number, 0) as page_views,
    coalesce(import_plain_amount(plain.bounces), on_bounces.number, 0) as bounces
from plain
left join import_moment on import_moment.cell = date
left join import_amount_cell as on_sessions on on_sessions.cell = plain.sessions
left join import_amount_cell as on_users on on_users.cell = plain.users
left join import_amount_cell as on_views on on_views.cell = plain.page_views
left join import_amount_cell as on_bounces on on_bounces.cell = plain.bounces
