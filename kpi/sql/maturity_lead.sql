-- one row: one creation day of worked leads, and the days until their first opportunity (null: none yet)
select
    ($as_of::date - created_on)::integer as age_days,
    -- greatest() passes over nulls
    case when first_opportunity_on is not null then greatest(0, first_opportunity_on - created_on) end::integer as lag_days,
    count(*) as subject_count
from lead_fact
where mask & 1 = 1
    {{and_in_filter}}
group by all
