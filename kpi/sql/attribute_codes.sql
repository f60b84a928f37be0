-- one row: the place of an own column in lead_fact.attributes, and the codes of the chosen values
select place, list(code)
from attribute_value
where name = $name and list_contains($values::varchar[], value)
group by place
