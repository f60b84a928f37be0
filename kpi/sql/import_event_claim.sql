-- one row: one deal stage that a lead report stated, come back in an export of our own: it stays such a claim
insert into lead_claim
select lead_id, $import_id, kind, "at", amount_yen, detail, owner
from import_event
anti join import_rejected using (row_number)
where event_id = lead_id || ':' || kind || ':claim' and deal_id is null and kind in ('opportunity', 'proposal', 'won', 'lost')
