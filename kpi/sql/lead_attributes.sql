-- one row: what one lead says in one own column
select name, value
from attribute_fact
where lead_id = $lead_id
order by name
