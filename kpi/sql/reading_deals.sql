-- one row: one age of deals that were opened in the period, and how many of them have been won up to the day $as_of
select
    ($as_of::date - opened_on)::integer as age_days,
    count(*) as deal_count,
    count(*) filter (where won_on <= $as_of) as won_count
from deal_fact
where opened_on >= $start and opened_on < $stop
    {{and_in_filter}}
group by age_days
order by age_days
