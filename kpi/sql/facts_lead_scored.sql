-- one row: one lead with its score as defined today, or as defined then (when it came)
create or replace macro lead_scored(scored) as table
select * replace (case when scored = 'then' then score_then else score end as score)
from lead_fact
