-- one row: one lead that events name and no file has brought, the one with most events first
select
    event.lead_id,
    count(*) as event_count,
    min(event.at)::date as first_on,
    max(event.at)::date as last_on,
    count(*) over () as total_count
from event
where event.lead_id is not null
    and not exists (select 1 from lead where lead.lead_id = event.lead_id)
group by event.lead_id
order by event_count desc, event.lead_id
limit $limit offset $offset
