-- one row: the newest version of this plan, when it is dropped, and whether it was adopted until then
with newest as (
    select *, coalesce(lag(state) over (order by version) = 'adopted', false) as was_adopted
    from goal_plan
    where plan_id = $plan_id
    qualify row_number() over (order by version desc) = 1
)
select plan_id, version, name, state, period, body, data_version, created_at, created_by, was_adopted
from newest
where state = 'dropped'
