-- one row: one text that stands for a stage in the file
select distinct import_text(status) as stage
from import_staged
where import_text(status) is not null
limit 10000
