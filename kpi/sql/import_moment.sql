-- one row: one spelling of a date that is not plain, and the business time that it means
create or replace temp table import_moment as
with cells as (
    select distinct import_text(cell) as cell
    from import_odd_date
)
select cell, import_time(cell, $date_order, $zone) as moment
from cells
