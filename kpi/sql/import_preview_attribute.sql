-- one row: one of the first rows of a file as it will be
select row_number, subject, subject_id, name, value
from import_attribute
order by row_number
