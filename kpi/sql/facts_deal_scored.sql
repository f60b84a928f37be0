-- one row: one deal with its lead's score as defined today, or as defined then (when the lead came)
create or replace macro deal_scored(scored) as table
select * replace (case when scored = 'then' then score_then else score end as score)
from deal_fact
