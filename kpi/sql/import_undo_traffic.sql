-- one row: one row of traffic that the import wrote: it goes
delete from traffic
using traffic_before
where undo_id = $import_id and traffic_before.date = traffic.date
    and traffic_before.channel = traffic.channel and traffic_before.page = traffic.page
