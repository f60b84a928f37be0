-- one row: how many events of sales and deals lie before the day their lead was created
select count(*) as count, max(date_diff('day', "at"::date, lead.created_at::date))::varchar as value, list(row_number order by row_number)[:6] as rows
from import_event
anti join import_rejected using (row_number)
join lead using (lead_id)
where kind not in ('page_view', 'download', 'seminar', 'mail_open', 'mail_click') and "at"::date < lead.created_at::date
