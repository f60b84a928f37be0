-- one row: one value that a combination of own columns holds
select attribute_profile, item.name, item.value
from (select attribute_profile, unnest(items) as item from attribute_profile)
