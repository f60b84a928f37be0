-- one row: what sales found out about one trial lead, merges applied
create view joined_trial_outcome as
select trial_outcome.* replace (coalesce(lead_alias.kept_id, trial_outcome.lead_id) as lead_id)
from trial_outcome
left join lead_alias on lead_alias.lead_id = trial_outcome.lead_id
