-- one row: the newest version of this plan, when it is dropped
with newest as (
    select *
    from goal_plan
    where plan_id = $plan_id
    qualify row_number() over (order by version desc) = 1
)
select plan_id, version, name, state, period, body, data_version, created_at, created_by
from newest
where state = 'dropped'
