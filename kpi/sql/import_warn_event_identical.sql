-- one row: how many rows of behaviour repeat another one: each counts
with final as (
    select count(*) as times
    from import_event
    anti join import_rejected using (row_number)
    where kind in ('page_view', 'download', 'seminar', 'mail_open', 'mail_click') and event_id is null
    group by hash(lead_id, "at", kind, detail)
    having count(*) > 1
)
select coalesce(sum(times - 1), 0)::bigint as count, null as value, null as rows
from final
