-- one row: what a column without a place of its own says about one lead
insert into attribute
with cells as (
    unpivot (select row_number, columns('^x\d+$') from import_staged)
    on columns('^x\d+$')
    into name place value cell
)
select 'lead', lead_id, import_extra.name, import_text(cell), $import_id
from cells
join import_extra using (place)
join import_lead_merged using (row_number)
where import_text(cell) is not null
