-- one row: one age and course of leads from the MQL line up: days since they came, days until their first opportunity (null: none yet)
select
    score >= $sql as is_sql,
    ($as_of::date - created_on)::integer as age_days,
    -- greatest() passes over nulls
    case when first_opportunity_on is not null then greatest(0, first_opportunity_on - created_on) end::integer as lag_days,
    count(*) as subject_count
from lead_scored($scored)
where score >= $mql
    and ($channels is null or list_contains($channels::varchar[], coalesce(channel, $blank)))
    and ($forms is null or list_contains($forms::varchar[], coalesce(form, $blank)))
    and ($industries is null or list_contains($industries::varchar[], coalesce(industry, $blank)))
    and ($company_sizes is null or list_contains($company_sizes::varchar[], coalesce(company_size, $blank)))
    and ($own_place is null or list_contains($own_codes::utinyint[], coalesce(attributes[$own_place], 0)))
    and ($own_more is null or list_bool_and(list_transform($own_more::struct(place integer, codes utinyint[])[],
        lambda one: list_contains(one.codes, coalesce(attributes[one.place], 0)))))
group by all
