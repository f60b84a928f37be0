-- one row: one of the first rows of a file as it will be
select * exclude (created_text, closed_text, amount_text)
from import_deal
order by row_number
