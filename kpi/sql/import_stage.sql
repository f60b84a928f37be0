-- one row: one row of the file as text, its number and its line
create or replace temp table import_staged as
select * from import_incoming
