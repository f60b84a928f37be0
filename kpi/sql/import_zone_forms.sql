-- one row: how many times of the file name no zone, and one of them
select count(*) as count, any_value(cell) as value
from import_dates
where contains(cell, ':') and not regexp_matches(cell, '(Z|UTC|GMT|JST|[+-]\d{2}:?\d{2})\s*$')
