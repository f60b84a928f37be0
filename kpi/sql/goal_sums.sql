-- one row: what was spent on the chosen channels and how many visits they brought in the period; null where nothing was recorded
with cost as (
    select sum(cost_yen)::double as cost_yen, count(*) as cost_count
    from spend
    where month >= date_trunc('month', $start::date) and month < $stop
        and ($channels is null or list_contains($channels::varchar[], channel))
),
visit as (
    select sum(sessions)::double as visits, min(date) as first_visit_on, max(date) as last_visit_on
    from traffic
    where date >= $start and date < $stop
        and ($channels is null or list_contains($channels::varchar[], channel))
),
paid as (
    select count(*) as inquiry_count
    from lead_fact
    where created_on >= $start and created_on < $stop
        and channel in (select channel from spend where cost_yen > 0)
        and ($channels is null or list_contains($channels::varchar[], channel))
),
visited as (
    select count(*) as inquiry_count
    from lead_fact, visit
    where created_on between visit.first_visit_on and visit.last_visit_on
        and channel in (select channel from traffic)
        and ($channels is null or list_contains($channels::varchar[], channel))
)
select
    cost.cost_yen,
    visit.visits,
    paid.inquiry_count as paid_inquiries,
    visited.inquiry_count as visited_inquiries
from cost, visit, paid, visited
