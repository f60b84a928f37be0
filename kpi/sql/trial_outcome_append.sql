-- one row: what sales found out about one trial lead
insert into trial_outcome (lead_id, outcome, recorded_at, recorded_by)
values ($lead_id, $outcome, $recorded_at, $recorded_by)
