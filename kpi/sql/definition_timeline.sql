-- one row: one agreed version and the days on which it holds, the oldest first
select definition_id, version, effective_from, until, body
from agreed_definition
order by effective_from
