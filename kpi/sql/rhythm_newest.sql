-- one row: how the team meets by its newest agreement
select body
from rhythm
order by version desc
limit 1
