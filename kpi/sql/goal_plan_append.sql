-- one row: the version that is added
insert into goal_plan
select
    $plan_id,
    (select coalesce(max(version), 0) + 1 from goal_plan where plan_id = $plan_id),
    $name,
    $state,
    $period,
    $body,
    $data_version,
    $created_at,
    $created_by
