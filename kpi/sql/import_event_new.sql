-- one row: one event that the file adds; one of sales or a deal has an id made of what it says
create or replace temp view import_accepted_event as
with accepted as (
    select *
    from import_event
    anti join import_rejected using (row_number)
    where event_id is null or deal_id is not null or kind not in ('opportunity', 'proposal', 'won', 'lost')
        or event_id is distinct from 'claim:' || lead_id || ':' || kind
)
select
    coalesce(
        -- claims are made anew with the facts: no other event may bear such an id
        case when event_id like 'claim:%' then 'event-' || event_id else event_id end,
        case when kind in ('page_view', 'download', 'seminar', 'mail_open', 'mail_click')
            then import_id || '-' || row_number
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
    import_id
from accepted
