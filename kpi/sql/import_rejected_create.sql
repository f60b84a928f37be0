-- one row: one row of the file that is not imported: the first reason found
create or replace temp table import_rejected (
    row_number bigint,
    field varchar,
    value varchar,
    code varchar,
    detail varchar
)
