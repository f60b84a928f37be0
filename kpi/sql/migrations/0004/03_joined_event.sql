-- one row: one thing that happened, to the lead it counts for after merges and links; of a deal that two systems hold, as the counting one states it
create or replace view joined_event as
select
    event.* replace (coalesce(lead_alias.kept_id, event.lead_id, deal_link.lead_id) as lead_id),
    event.lead_id as recorded_lead_id
from event
left join lead_alias on lead_alias.lead_id = event.lead_id
left join deal_link on deal_link.deal_id = event.deal_id
anti join deal_alias on deal_alias.deal_id = event.deal_id
