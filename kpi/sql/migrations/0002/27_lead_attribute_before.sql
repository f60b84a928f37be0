-- one row: one attribute that an import replaced, as it was before
create table lead_attribute_before as
select ''::varchar as undo_id, lead_attribute.*
from lead_attribute
limit 0
