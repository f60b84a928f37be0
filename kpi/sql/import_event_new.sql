-- one row: one event that the file adds; one of sales or a deal has an id made of what it says, another of its file and row
create or replace temp macro import_accepted_event(file_key, number) as table
with accepted as (
    select *
    from import_event
    anti join import_rejected using (row_number)
    where event_id is null or deal_id is not null or kind not in ('opportunity', 'proposal', 'won', 'lost')
        or event_id is distinct from lead_id || ':' || kind || ':claim'
)
select
    coalesce(
        -- claims are made anew with the facts: no other event may bear such an id
        case when ends_with(event_id, ':claim') then event_id || '-' else event_id end,
        case when kind in ('page_view', 'download', 'seminar', 'mail_open', 'mail_click')
            then file_key || '-' || row_number
            else 'event-' || md5(concat_ws(chr(31), coalesce(lead_id, lead_reference, email, ''), coalesce(deal_id, ''), "at", kind, coalesce(amount_yen::varchar, ''), coalesce(detail, ''), coalesce(owner, '')))
        end
    ) as event_id,
    lead_id,
    coalesce(deal_id, case when lead_id is null then 'lead:' || coalesce(lead_reference, email) end) as deal_id,
    "at",
    kind,
    amount_yen,
    detail,
    owner,
    number as import_id
from accepted
