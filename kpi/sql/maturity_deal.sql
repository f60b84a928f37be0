-- one row: one opening day of deals, and the days until they were won (null: not won)
select
    ($as_of::date - opened_on)::integer as age_days,
    -- greatest() passes over nulls
    case when won_on is not null then greatest(0, won_on - opened_on) end::integer as lag_days,
    count(*) as subject_count
from deal_fact
where true
    {{and_in_filter}}
group by all
