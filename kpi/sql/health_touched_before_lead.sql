-- one row: one lead that sales worked on before the day it was created
with touch as (
    select lead_id, min("at")::date as touched_on
    from joined_event
    where kind in ('handed', 'contacted', 'sql_accepted', 'sql_rejected', 'first_meeting')
    group by lead_id
)
select
    lead_fact.lead_id,
    lead_fact.created_on,
    lead_fact.company,
    lead_fact.channel,
    touch.touched_on,
    count(*) over () as total_count
from lead_fact
join touch using (lead_id)
where touch.touched_on < lead_fact.created_on
order by lead_fact.created_on desc, lead_fact.lead_id
limit $limit offset $offset
