-- one row: one row of a table of attributes, its cells read by the stated rules
create or replace temp table import_attribute as
select row_number, import_text(subject) as subject, import_text(subject_id) as subject_id, nullif(name, '') as name,
    import_text(value) as value, import_text(version) as version
from import_staged
