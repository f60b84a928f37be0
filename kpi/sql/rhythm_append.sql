-- one row: the version that is added
insert into rhythm
select coalesce(max(version), 0) + 1, $body, $created_at, $created_by
from rhythm
