-- one row: one score of what happened to deals in the period, whenever their leads were created
select
    score,
    count(*) filter (where opened_on >= $start and opened_on < $stop) as deal_count,
    count(*) filter (where won_on >= $start and won_on < $stop) as won_count,
    count(*) filter (where lost_on >= $start and lost_on < $stop) as lost_count,
    coalesce(sum(amount_yen) filter (where won_on >= $start and won_on < $stop), 0)::double as won_amount_yen
from deal_scored($scored)
where (
    (opened_on >= $start and opened_on < $stop)
    or (won_on >= $start and won_on < $stop)
    or (lost_on >= $start and lost_on < $stop)
)
    and ($channels is null or list_contains($channels::varchar[], coalesce(channel, $blank)))
    and ($forms is null or list_contains($forms::varchar[], coalesce(form, $blank)))
    and ($industries is null or list_contains($industries::varchar[], coalesce(industry, $blank)))
    and ($company_sizes is null or list_contains($company_sizes::varchar[], coalesce(company_size, $blank)))
    and ($own_place is null or list_contains($own_codes::utinyint[], coalesce(attributes[$own_place], 0)))
    and ($own_more is null or list_bool_and(list_transform($own_more::struct(place integer, codes utinyint[])[],
        lambda one: list_contains(one.codes, coalesce(attributes[one.place], 0)))))
group by score
