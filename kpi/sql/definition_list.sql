-- one row: the newest version of one definition, and each agreed version by itself, the latest date first
select definition_id, version, state, effective_from, body
from definition
qualify state = 'agreed' or row_number() over (partition by definition_id order by version desc) = 1
order by effective_from desc, created_at desc, definition_id, version desc
