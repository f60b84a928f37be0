-- one row: how many imports stand, and whether the sample was there before the first
select count(*) filter (where undone_at is null), coalesce(bool_or(replaced_sample), false)
from import_log
