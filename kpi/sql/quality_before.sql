-- one row: one page or asset, and how many leads of the period (of many leads one in $every, by chance) with and without an opportunity looked at it in their first days, before any opportunity
with chosen as materialized (
    select
        lead_id,
        mask & 8 = 8 as has_opportunity,
        -- the same time for all: who was never called could read on for years
        least(created_on + $days::integer, first_opportunity_on)::timestamp as until
    from lead_fact
    where hash(lead_id) % $every::ubigint = 0
        and created_on >= $start and created_on < $stop
        {{and_in_filter}}
),
piece as materialized (
    select lead_id, kind, detail, "at"
    from joined_event
    where kind in ('page_view', 'download', 'seminar', 'mail_click')
        and nullif(trim(detail), '') is not null
        and hash(lead_id) % $every::ubigint = 0
),
seen as (
    select distinct lead_id, has_opportunity, kind, detail
    from piece
    join chosen using (lead_id)
    where "at" < until
),
total as (
    select count(*) filter (where has_opportunity) as all_with, count(*) filter (where not has_opportunity) as all_without
    from chosen
)
select
    kind,
    detail,
    count(*) filter (where has_opportunity) as seen_with,
    any_value(all_with) as all_with,
    count(*) filter (where not has_opportunity) as seen_without,
    any_value(all_without) as all_without
from seen
cross join total
group by kind, detail
order by count(*) desc, kind, detail
limit $most
