-- one row: one age and course of deals: days since opening, days until won or lost (null: not so)
select
    ($as_of::date - opened_on)::integer as age_days,
    -- greatest() passes over nulls
    case when won_on is not null then greatest(0, won_on - opened_on) end::integer as won_days,
    case when lost_on is not null then greatest(0, lost_on - opened_on) end::integer as lost_days,
    count(*) as subject_count
from deal_fact
where true
    {{and_in_filter}}
group by all
