-- one row: how many deals stated by leads have no date of their own
select count(distinct lead_id) as count, null as value, null as rows
from lead_claim
where import_id = $import_id and detail = 'undated'
