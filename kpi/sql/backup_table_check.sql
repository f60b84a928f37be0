-- one row: how many rows a table has, and a sum over the text of all of them, in whatever order they come
select count(*) as row_count, coalesce(sum(md5_number_lower(row_of_table::varchar)), 0)::varchar as checksum
from query_table($table_name) as row_of_table
