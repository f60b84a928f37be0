-- one row: one stage of these deals that an earlier export stated
create or replace temp table import_old_event as
select event.*
from event
where event_id in (
    select unnest([deal_id || ':opportunity', deal_id || ':proposal', deal_id || ':won', deal_id || ':lost']) from import_deal_now
)
