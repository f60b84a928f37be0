-- one row: one month of the goal's period, with the deals opened and won in it
with chosen as (
    select opened_on, won_on, amount_yen
    from deal_fact
    where (opened_on >= $start and opened_on < $stop or won_on >= $start and won_on < $stop)
        {{and_in_filter}}
),
happened as (
    select opened_on as day, 1 as opened, 0 as won, 0 as amount_yen from chosen
    where opened_on >= $start and opened_on < $stop
    union all
    select won_on, 0, 1, amount_yen from chosen where won_on >= $start and won_on < $stop
)
select
    date_trunc('month', day)::date as month,
    sum(opened)::bigint as opened_count,
    sum(won)::bigint as won_count,
    sum(amount_yen)::double as won_amount_yen
from happened
group by all
order by month
