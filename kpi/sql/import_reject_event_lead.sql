-- one row: one event whose lead is not there
insert into import_rejected
with unknown as (
    select import_event.*
    from import_event
    anti join import_rejected using (row_number)
    where lead_id is null
        and not (deal_id is not null and lead_reference is null and email is null)
        -- without any lead in the store, deals are kept as deals that no lead led to
        and not ($no_leads and kind in ('opportunity', 'proposal', 'won', 'lost', 'repeat_order') and coalesce(lead_reference, email) is not null)
),
other_case as (
    select lower(lead_id) as folded, min(lead_id) as lead_id
    from lead
    where lower(lead_id) in (select lower(lead_reference) from unknown)
    group by all
)
select
    row_number,
    case when lead_reference is null and email is not null then 'email' else 'lead_id' end,
    coalesce(lead_reference, email),
    case
        when coalesce(lead_reference, email) is null then 'blank'
        when other_case.lead_id is not null then 'unknown_lead_case'
        else 'unknown_lead'
    end,
    other_case.lead_id
from unknown
left join other_case on other_case.folded = lower(unknown.lead_reference)
