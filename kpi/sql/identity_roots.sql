-- one row: one lead or company that is merged into another, and the one at the end of its chain
select row_id, root_id
from merge_root
where kind = $kind and list_contains($row_ids::varchar[], row_id)
