-- one row: how many events there are of this deal, and how many of them name a lead
select count(*) as event_count, count(lead_id) as named_count
from joined_event
where deal_id = $deal_id
