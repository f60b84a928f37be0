-- one row: one outcome of a trial lead goes with the lead
delete from trial_outcome
where lead_id in (select lead_id from lead)
