-- one row: one row of a table of attributes, its cells read by the stated rules
create or replace temp table import_attribute as
select *
from import_cells($kept, $tidy, $untidy)
