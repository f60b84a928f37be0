-- one row: one lead with the score that was imported for it, between 0 and 100
select lead_id, least(100, greatest(0, imported_score))::smallint as score
from joined_lead
where imported_score is not null
