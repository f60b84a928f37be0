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
            {{and_in_filter}}
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
