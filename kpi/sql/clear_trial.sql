-- one row: one trial lead goes with the lead it was drawn from
delete from trial
where lead_id in (select lead_id from lead)
