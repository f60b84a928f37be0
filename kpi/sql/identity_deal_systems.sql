-- one row: one system whose files state deals, the first imported first
select import_log.system, min(event.import_id) as first_import
from event
join import_log using (import_id)
where event.kind in ('opportunity', 'proposal', 'won', 'lost')
    and event.deal_id is not null
    and event.event_id not like 'claim:%'
group by import_log.system
order by first_import
