-- one row: one entry of a short list, as a table of known size: joins then hash the list, not the file
create or replace temp table import_odd_date as
select *
from import_list
