-- one row: one value of an own column that can serve as a filter, the most frequent first
select name, value
from attribute_value
order by place, lead_count desc, value
