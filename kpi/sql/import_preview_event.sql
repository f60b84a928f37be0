-- one row: one of the first rows of a file as it will be
select * exclude (at_text, amount_text)
from import_event
order by row_number
