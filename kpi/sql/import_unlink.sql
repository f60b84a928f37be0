-- one row: one event of a deal whose lead is gone
update event
set lead_id = null
where deal_id in (select deal_id from deal_reference)
    and lead_id is not null
    and lead_id not in (select lead_id from lead)
