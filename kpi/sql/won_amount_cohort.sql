-- one row: one won deal of the leads created in the period
select score, amount_yen
from deal_scored($scored)
where won_on is not null and created_on >= $start and created_on < $stop
    and ($channels is null or list_contains($channels::varchar[], coalesce(channel, $blank)))
    and ($forms is null or list_contains($forms::varchar[], coalesce(form, $blank)))
    and ($industries is null or list_contains($industries::varchar[], coalesce(industry, $blank)))
    and ($company_sizes is null or list_contains($company_sizes::varchar[], coalesce(company_size, $blank)))
    and ($own_place is null or list_contains($own_codes::utinyint[], coalesce(attributes[$own_place], 0)))
    and ($own_more is null or list_bool_and(list_transform($own_more::struct(place integer, codes utinyint[])[],
        lambda one: list_contains(one.codes, coalesce(attributes[one.place], 0)))))
