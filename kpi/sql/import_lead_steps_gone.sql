-- one row: one step that an earlier export of a lead stated and this one does not
create or replace temp table import_old_event as
select event.*
from event
where event_id in (
    select unnest([lead_id || ':handed', lead_id || ':contacted', lead_id || ':sql_accepted', lead_id || ':sql_rejected', lead_id || ':first_meeting'])
    from import_lead_merged
)
