-- one row: one month with the deals won in it: through leads of the filter, through other leads of ours, without a lead of ours
with won as (
    select
        deal_id,
        date_trunc('month', won_on)::date as month,
        amount_yen
    from deal
    where won_on is not null
),
ours as (
    select
        deal_id,
        (true
            and ($channels is null or list_contains($channels::varchar[], coalesce(channel, $blank)))
            and ($forms is null or list_contains($forms::varchar[], coalesce(form, $blank)))
            and ($industries is null or list_contains($industries::varchar[], coalesce(industry, $blank)))
            and ($company_sizes is null or list_contains($company_sizes::varchar[], coalesce(company_size, $blank)))
            and ($own_place is null or list_contains($own_codes::utinyint[], coalesce(attributes[$own_place], 0)))
            and ($own_more is null or list_bool_and(list_transform($own_more::struct(place integer, codes utinyint[])[],
                lambda one: list_contains(one.codes, coalesce(attributes[one.place], 0)))))
        ) as is_chosen
    from deal_fact
)
select
    month,
    case when is_chosen then 'chosen' when is_chosen is null then 'no_lead' else 'other' end as part,
    count(*) as won_count,
    sum(amount_yen)::double as won_amount_yen,
    max(amount_yen)::double as largest_yen
from won
left join ours using (deal_id)
group by all
order by month, part
