-- one row: one row of a table, as it is stored
from query_table($table_name)
