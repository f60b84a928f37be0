-- one row: one event that is new or replaced
insert into event by name
select *
from import_new_event
