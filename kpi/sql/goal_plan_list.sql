-- one row: the newest version of one plan that is not dropped, the adopted one of a period first
with newest as (
    select *
    from goal_plan
    qualify row_number() over (partition by plan_id order by version desc) = 1
)
select plan_id, version, name, state, period, body, data_version, created_at, created_by
from newest
where state <> 'dropped'
order by period desc, state <> 'adopted', created_at desc, plan_id
