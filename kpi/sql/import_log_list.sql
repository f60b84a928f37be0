-- one row: one import, the newest first
select * exclude (header, answers)
from import_log
order by import_id desc
