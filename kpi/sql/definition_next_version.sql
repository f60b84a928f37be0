-- one row: the number that the next version of this definition gets
select coalesce(max(version), 0) + 1
from definition
where definition_id = $definition_id
