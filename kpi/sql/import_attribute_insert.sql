-- one row: one attribute that the file states: of several rows the newest version counts, else the last row
insert into attribute
select subject, subject_id, name, arg_max(value, (coalesce(version, ''), row_number)), $import_id
from import_attribute
anti join import_rejected using (row_number)
group by all
