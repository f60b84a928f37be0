-- one row: one lead of the period, with or without an opportunity, that looked at one page or asset in its first days and before any opportunity, the highest score first
with seen as (
    select distinct lead_id
    from joined_event
    join lead_scored($scored) as lead_fact using (lead_id)
    where kind = $kind
        and detail = $detail
        and (mask & 8 = 8) = $has_opportunity
        and "at" < least(created_on + $days::integer, first_opportunity_on)::timestamp
        and hash(lead_id) % $every::ubigint = 0
        and created_on >= $start and created_on < $stop
        {{and_in_filter}}
)
select
    {{lead_columns}},
    count(*) over () as total_count
from seen
join lead_scored($scored) as lead_fact using (lead_id)
order by score desc nulls last, lead_id
limit $limit
