-- one row: one lead created in the period: its combinations of items, which any rules turn into points, and what became of it
select
    lead_id,
    information_profile,
    behaviour_profile,
    attribute_profile,
    mask,
    coalesce(score, 101)::bigint as score,
    (created_on - date '1970-01-01')::bigint as created_day,
    won_count::bigint as won_count,
    lost_count::bigint as lost_count,
    deal_count::bigint as deal_count,
    won_amount_yen::bigint as won_amount_yen
from lead_scored($scored) as lead_fact
where created_on >= $start and created_on < $stop
    and ($channels is null or list_contains($channels::varchar[], coalesce(channel, $blank)))
    and ($forms is null or list_contains($forms::varchar[], coalesce(form, $blank)))
    and ($industries is null or list_contains($industries::varchar[], coalesce(industry, $blank)))
    and ($company_sizes is null or list_contains($company_sizes::varchar[], coalesce(company_size, $blank)))
    and ($own_place is null or list_contains($own_codes::utinyint[], coalesce(attributes[$own_place], 0)))
    and ($own_more is null or list_bool_and(list_transform($own_more::struct(place integer, codes utinyint[])[],
        lambda one: list_contains(one.codes, coalesce(attributes[one.place], 0)))))
