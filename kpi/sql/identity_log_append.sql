-- one row: one merge that is added
insert into merge_log by name
select merge_id, $kind as kind, $reason as reason, rule_key, $merged_at::timestamp as merged_at, $merged_by as merged_by
from merge_rows
