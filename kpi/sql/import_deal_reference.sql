-- one row: whom a deal of the file names as its lead
insert into deal_reference
select deal_id, $import_id, deal_name, stage_text, lead_reference, email, company
from import_deal_now
