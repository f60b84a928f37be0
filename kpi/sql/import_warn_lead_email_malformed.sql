-- one row: how many leads have an e-mail that is none
select count(*) as count, any_value(email order by row_number) as value, list(row_number order by row_number)[:6] as rows
from import_lead
anti join import_rejected using (row_number)
where email is not null and not regexp_full_match(address, '[a-z0-9.!#$%&''*+/=?^_`{|}~-]+@[a-z0-9-]+(\.[a-z0-9-]+)+')
