-- one row: one of the first rows of a file as it will be
select row_number, date, channel, page, sessions, users, page_views, bounces
from import_traffic
order by row_number
