-- one row: how many combinations of own columns there are
select count(*)
from attribute_profile
