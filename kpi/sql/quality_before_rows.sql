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
        and ($channels is null or list_contains($channels::varchar[], coalesce(channel, $blank)))
        and ($forms is null or list_contains($forms::varchar[], coalesce(form, $blank)))
        and ($industries is null or list_contains($industries::varchar[], coalesce(industry, $blank)))
        and ($company_sizes is null or list_contains($company_sizes::varchar[], coalesce(company_size, $blank)))
        and ($own_place is null or list_contains($own_codes::utinyint[], coalesce(attributes[$own_place], 0)))
        and ($own_more is null or list_bool_and(list_transform($own_more::struct(place integer, codes utinyint[])[],
            lambda one: list_contains(one.codes, coalesce(attributes[one.place], 0)))))
)
select
    lead_id,
    created_on,
    company,
    channel,
    form,
    industry,
    company_size,
    score,
    mask,
    deal_count,
    won_count,
    won_amount_yen,
    first_opportunity_on,
    first_won_on,
    count(*) over () as total_count
from seen
join lead_scored($scored) as lead_fact using (lead_id)
order by score desc nulls last, lead_id
limit $limit
