-- one row: how many trials have been drawn
select count(distinct trial_id)
from trial
