-- one row: one row of traffic as it was before this import, or new
insert into traffic_before
with written as (
    select date, channel, page, sum(sessions)::bigint as sessions, sum(users)::bigint as users,
        sum(page_views)::bigint as page_views, sum(bounces)::bigint as bounces
    from import_traffic
    anti join import_rejected using (row_number)
    group by all
)
select $import_id, traffic.date is null, written.date, written.channel, written.page, coalesce(traffic.sessions, 0),
    coalesce(traffic.users, 0), coalesce(traffic.page_views, 0), coalesce(traffic.bounces, 0)
from written
left join traffic using (date, channel, page)
where row(traffic.sessions, traffic.users, traffic.page_views, traffic.bounces)
    is distinct from row(written.sessions, written.users, written.page_views, written.bounces)
