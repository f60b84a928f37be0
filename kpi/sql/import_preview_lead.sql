-- one row: one of the first rows of a file as it will be
select * exclude (address, created_text, score_text, amount_text)
from import_lead
order by row_number
