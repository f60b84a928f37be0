-- one row: one score of the deals that leads created in the period led to, whenever they were opened
select
    score,
    count(*) as deal_count,
    count(won_on) as won_count,
    count(lost_on) as lost_count,
    sum(amount_yen)::double as won_amount_yen
from deal_scored($scored)
where created_on >= $start and created_on < $stop
    and ($channels is null or list_contains($channels::varchar[], coalesce(channel, $blank)))
    and ($forms is null or list_contains($forms::varchar[], coalesce(form, $blank)))
    and ($industries is null or list_contains($industries::varchar[], coalesce(industry, $blank)))
    and ($company_sizes is null or list_contains($company_sizes::varchar[], coalesce(company_size, $blank)))
    and ($own_place is null or list_contains($own_codes::utinyint[], coalesce(attributes[$own_place], 0)))
    and ($own_more is null or list_bool_and(list_transform($own_more::struct(place integer, codes utinyint[])[],
        lambda one: list_contains(one.codes, coalesce(attributes[one.place], 0)))))
group by score
