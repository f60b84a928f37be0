-- one row: one attribute whose lead or deal is not there
insert into import_rejected
select row_number, 'subject_id', subject_id, case subject when 'lead' then 'unknown_lead' else 'unknown_deal' end, null
from import_attribute
anti join import_rejected using (row_number)
where case subject when 'lead' then subject_id not in (select lead_id from lead)
    else subject_id not in (select deal_id from event where deal_id is not null) end
