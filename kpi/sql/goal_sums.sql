-- one row: cost and visits recorded in the period for the chosen channels, over which days, and the inquiries of those days; null where nothing was recorded
with cost as (
    select
        sum(cost_yen)::double as total,
        greatest(min(month), $start::date) as first_on,
        least((max(month) + interval 1 month)::date, $stop::date) as stop_on
    from spend
    where month >= date_trunc('month', $start::date) and month < $stop
        and ($channels is null or list_contains($channels::varchar[], channel))
),
visit as (
    select sum(sessions)::double as total, min(date) as first_on, max(date) + 1 as stop_on
    from traffic
    where date >= $start and date < $stop
        and ($channels is null or list_contains($channels::varchar[], channel))
),
inquiry as (
    select created_on
    from lead_fact
    where created_on >= $start and created_on < $stop
        and ($channels is null or list_contains($channels::varchar[], coalesce(channel, $blank)))
)
select
    cost.total as cost_yen,
    cost.stop_on - cost.first_on as cost_days,
    (select count(*) from inquiry where created_on >= cost.first_on and created_on < cost.stop_on) as cost_inquiries,
    visit.total as visits,
    visit.stop_on - visit.first_on as visit_days,
    (select count(*) from inquiry where created_on >= visit.first_on and created_on < visit.stop_on) as visit_inquiries
from cost, visit
