-- one row: one row of the file that is not imported: the first reason found; row 0 is none and stays the first,
-- for DuckDB 2.0 reads nothing of a table that got no row and then many in the transaction that created it
create or replace temp table import_rejected as
select 0::bigint as row_number, null::varchar as field, null::varchar as value, null::varchar as code, null::varchar as detail
