-- one row: one age and course of deals: days since opening, days until won or lost (null: not so)
select
    ($as_of::date - opened_on)::integer as age_days,
    -- greatest() passes over nulls
    case when won_on is not null then greatest(0, won_on - opened_on) end::integer as won_days,
    case when lost_on is not null then greatest(0, lost_on - opened_on) end::integer as lost_days,
    count(*) as subject_count
from deal_fact
where true
    and ($channels is null or list_contains($channels::varchar[], coalesce(channel, $blank)))
    and ($forms is null or list_contains($forms::varchar[], coalesce(form, $blank)))
    and ($industries is null or list_contains($industries::varchar[], coalesce(industry, $blank)))
    and ($company_sizes is null or list_contains($company_sizes::varchar[], coalesce(company_size, $blank)))
    and ($own_place is null or list_contains($own_codes::utinyint[], coalesce(attributes[$own_place], 0)))
    and ($own_more is null or list_bool_and(list_transform($own_more::struct(place integer, codes utinyint[])[],
        lambda one: list_contains(one.codes, coalesce(attributes[one.place], 0)))))
group by all
