-- one row: one lead that the import wrote: it goes
delete from lead
where lead_id in (select lead_id from lead_before where undo_id = $import_id)
