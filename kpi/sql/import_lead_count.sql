-- one row: how many leads of the file are new, changed, and as they were
select
    count(*) filter (where is_new) as inserted,
    count(*) filter (where is_changed and not is_new) as updated,
    count(*) filter (where not is_changed) as unchanged
from import_lead_merged
