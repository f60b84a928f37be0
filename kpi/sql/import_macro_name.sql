-- one row: nothing; import_name(cell) is a word as two are compared: lower case, half width, without spaces
create or replace temp macro import_name(cell) as
lower(regexp_replace(import_ascii(cell), '\s', '', 'g'))
