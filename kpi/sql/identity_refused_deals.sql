-- one row: two deals that somebody said are two
select merge_row.row_id, merge_row.kept_id
from merge_row
join merge_log using (merge_id)
where merge_log.kind = 'same_deal' and merge_log.undone_at is not null
