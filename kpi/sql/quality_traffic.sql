-- one row: one page with its recorded visits of the period and the inquiries that began on it
with visit as (
    select trim(page) as page, sum(sessions) as session_count, sum(bounces) as bounce_count
    from traffic
    where date >= $start and date < $stop
        and ($channels is null or list_contains($channels::varchar[], channel))
    group by all
),
-- visits of some days say nothing of the inquiries of others
recorded as (
    select min(date) as first_on, max(date) as last_on
    from traffic
    where date >= $start and date < $stop
        and ($channels is null or list_contains($channels::varchar[], channel))
),
inquiry as (
    select nullif(trim(joined_lead.landing_page), '') as page, count(*) as lead_count
    from lead_fact
    join joined_lead using (lead_id)
    cross join recorded
    where created_on >= first_on and created_on <= last_on
        and ($channels is null or list_contains($channels::varchar[], coalesce(lead_fact.channel, $blank)))
    group by all
)
select
    page,
    session_count::bigint as session_count,
    bounce_count::bigint as bounce_count,
    coalesce(lead_count, 0) as lead_count,
    first_on,
    last_on
from visit
cross join recorded
left join inquiry using (page)
order by session_count desc, page
