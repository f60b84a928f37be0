-- one row: the newest version of a plan that is adopted for this period
with newest as (
    select *
    from goal_plan
    qualify row_number() over (partition by plan_id order by version desc) = 1
)
select plan_id, body, name
from newest
where state = 'adopted' and period = $period
