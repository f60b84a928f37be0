-- one row: one page or asset, and how many leads of the period (of many leads one in $every, by chance) with and without an opportunity looked at it in their first days, before any opportunity
with chosen as (
    select
        lead_id,
        mask & 8 = 8 as has_opportunity,
        -- the same time for all: who was never called could read on for years
        least(created_on + $days::integer, first_opportunity_on)::timestamp as until
    from lead_fact
    where hash(lead_id) % $every = 0
        and created_on >= $start and created_on < $stop
        and ($channels is null or list_contains($channels::varchar[], coalesce(channel, $blank)))
        and ($forms is null or list_contains($forms::varchar[], coalesce(form, $blank)))
        and ($industries is null or list_contains($industries::varchar[], coalesce(industry, $blank)))
        and ($company_sizes is null or list_contains($company_sizes::varchar[], coalesce(company_size, $blank)))
        and ($own_place is null or list_contains($own_codes::utinyint[], coalesce(attributes[$own_place], 0)))
        and ($own_more is null or list_bool_and(list_transform($own_more::struct(place integer, codes utinyint[])[],
            lambda one: list_contains(one.codes, coalesce(attributes[one.place], 0)))))
),
asset as (
    select kind, detail, (row_number() over (order by count(*) desc, kind, detail) - 1)::integer as place
    from event
    where kind in ('page_view', 'download', 'seminar', 'mail_click')
        and nullif(trim(detail), '') is not null
        and hash(lead_id) % $every = 0
    group by kind, detail
    qualify place < $most
),
-- a bit for each asset: one number a lead instead of a row a lead and asset
seen as (
    select lead_id, any_value(has_opportunity) as has_opportunity, bit_or(1::hugeint << place) as assets
    from joined_event
    join chosen using (lead_id)
    join asset using (kind, detail)
    where "at" < until and hash(lead_id) % $every = 0
    group by lead_id
),
grouped as (
    select assets, has_opportunity, count(*) as lead_count
    from seen
    group by all
),
total as (
    select count(*) filter (where has_opportunity) as with_count, count(*) as all_count
    from chosen
)
select
    kind,
    detail,
    coalesce(sum(lead_count) filter (where has_opportunity), 0)::bigint as seen_with,
    any_value(with_count) as all_with,
    coalesce(sum(lead_count) filter (where not has_opportunity), 0)::bigint as seen_without,
    any_value(all_count - with_count) as all_without
from asset
cross join total
join grouped on (assets >> place) & 1 = 1
group by kind, detail
order by seen_with + seen_without desc, kind, detail
