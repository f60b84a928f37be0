-- one row: whom a deal of an event file names as its lead, where there is none yet
insert into deal_reference
select distinct coalesce(deal_id, 'lead:' || coalesce(lead_reference, email)), $import_id, null, null, lead_reference, email, null
from import_event
anti join import_rejected using (row_number)
where lead_id is null and coalesce(lead_reference, email) is not null
