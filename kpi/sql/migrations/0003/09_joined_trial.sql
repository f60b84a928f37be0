-- one row: one lead drawn for a trial, merges applied: of merged leads the earliest draw
create view joined_trial as
select trial.* replace (coalesce(lead_alias.kept_id, trial.lead_id) as lead_id)
from trial
left join lead_alias on lead_alias.lead_id = trial.lead_id
qualify row_number() over (
    partition by coalesce(lead_alias.kept_id, trial.lead_id)
    order by trial.drawn_at, trial.trial_id, trial.lead_id
) = 1
