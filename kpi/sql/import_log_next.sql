-- one row: the number of the next import
select 'i' || format('{:06d}', count(*) + 1) as import_id
from import_log
