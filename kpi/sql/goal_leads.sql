-- one row: one age and course of leads from the MQL line up: days since they came, days until their first opportunity (null: none yet)
select
    score >= $sql as is_sql,
    ($as_of::date - created_on)::integer as age_days,
    -- greatest() passes over nulls
    case when first_opportunity_on is not null then greatest(0, first_opportunity_on - created_on) end::integer as lag_days,
    count(*) as subject_count
from lead_scored($scored)
where score >= $mql
    {{and_in_filter}}
group by all
