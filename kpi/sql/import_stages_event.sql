-- one row: one text that stands for a stage in the file
select distinct import_text(stage) as stage
from import_staged
where import_text(stage) is not null
limit 10000
