-- one row: how many rows of behaviour repeat another one: each counts
select count(*) - count(distinct hash(lead_id, "at", kind, detail)) as count, null as value, null as rows
from import_event
anti join import_rejected using (row_number)
where kind in ('page_view', 'download', 'seminar', 'mail_open', 'mail_click') and event_id is null
