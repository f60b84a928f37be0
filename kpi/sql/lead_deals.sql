-- one row: one deal that the lead led to, in the order of opening
select deal_id, opened_on, won_on, lost_on, amount_yen, owner
from deal
where lead_id = $lead_id
order by opened_on, deal_id
