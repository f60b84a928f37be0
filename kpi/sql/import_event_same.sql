-- one row: one event that stands already as the file gives it
create or replace temp table import_same as
select event_id
from import_old_event as old
join import_new_event as new using (event_id)
where row(old.lead_id, old.deal_id, old."at", old.kind, old.amount_yen, old.detail, old.owner)
    is not distinct from row(new.lead_id, new.deal_id, new."at", new.kind, new.amount_yen, new.detail, new.owner)
