-- one row: one lead that is written anew
delete from lead
where lead_id in (select lead_id from import_lead_merged where is_changed and not is_new)
