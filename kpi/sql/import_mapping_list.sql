-- one row: one saved mapping, the newest of its name
select name, header, body
from import_mapping
qualify row_number() over (partition by name order by saved_at desc) = 1
order by name
