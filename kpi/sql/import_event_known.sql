-- one row: one event without an id that an earlier import brought already
delete from import_new_event
where kind in ('page_view', 'download', 'seminar', 'mail_open', 'mail_click')
    and starts_with(event_id, $file_key || '-')
    and exists (
        select 1
        from event
        where event.lead_id = import_new_event.lead_id
            and event."at" = import_new_event."at"
            and event.kind = import_new_event.kind
            and event.detail is not distinct from import_new_event.detail
    )
