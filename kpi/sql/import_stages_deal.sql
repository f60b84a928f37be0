-- one row: one text that stands for a stage in the file
with cells as materialized (
    select distinct stage as cell
    from import_staged
)
select distinct import_text(cell) as stage
from cells
where import_text(cell) is not null
limit 10000
