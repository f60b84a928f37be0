-- one row: one dated step of marketing and sales that a lead report states
create or replace temp table import_new_event as
with steps as (
    unpivot (
        select import_lead.lead_id, owner, handed_at as handed, contacted_at as contacted, accepted_at as sql_accepted,
            rejected_at as sql_rejected, meeting_at as first_meeting
        from import_lead
        join import_lead_merged using (row_number)
    )
    on handed, contacted, sql_accepted, sql_rejected, first_meeting
    into name kind value moment
)
select
    lead_id || ':' || kind as event_id,
    lead_id,
    null::varchar as deal_id,
    moment as "at",
    kind,
    null::bigint as amount_yen,
    null::varchar as detail,
    owner,
    $import_id as import_id
from steps
