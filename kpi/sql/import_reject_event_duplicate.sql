-- one row: one step of sales or of a deal that an earlier row states already, or an id that is there twice
insert into import_rejected
with judged as (
    select *
    from import_event
    anti join import_rejected using (row_number)
    where event_id is not null or kind not in ('page_view', 'download', 'seminar', 'mail_open', 'mail_click')
),
final as (
    select
        row_number,
        first_value(row_number) over (
            partition by event_id, case when event_id is null then row(coalesce(lead_id, lead_reference, email), deal_id, "at", kind, amount_yen, detail, owner) end
            order by row_number
        ) as first_row
    from judged
)
select row_number, null, null, 'duplicate', first_row::varchar
from final
where row_number > first_row
