-- one row: one table of the open file
select table_name
from duckdb_tables()
where database_name = current_database() and schema_name = 'main' and not internal
order by table_name
