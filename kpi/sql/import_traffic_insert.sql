-- one row: one page, channel and day: the sum of its rows in the file
insert into traffic
select date, channel, page, sum(import_traffic.sessions)::bigint, sum(import_traffic.users)::bigint,
    sum(import_traffic.page_views)::bigint, sum(import_traffic.bounces)::bigint
from import_traffic
anti join import_rejected using (row_number)
semi join (select * from traffic_before where undo_id = $import_id) as written using (date, channel, page)
group by all
