-- one row: the newest agreed definition
select body
from definition
where state = 'agreed'
order by effective_from desc, created_at desc, version desc
limit 1
