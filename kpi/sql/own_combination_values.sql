-- one row: one value that a combination of own columns holds
select profile, item.name, item.value
from (select profile, unnest(items) as item from own_combination)
