-- one row: how many company names are merged into another
select count(*)
from merge_root
where kind = 'company'
