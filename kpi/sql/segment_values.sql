-- one row: one landing page, campaign or owner that leads or their deals have, of each the most frequent
with given as (
    select 'landing_page' as dimension, nullif(trim(landing_page), '') as value
    from lead
    union all
    select 'campaign' as dimension, nullif(trim(campaign), '') as value
    from lead
    union all
    select 'owner' as dimension, nullif(trim(owner), '') as value
    from deal_fact
)
select dimension, value, count(*) as row_count
from given
where value is not null
group by dimension, value
qualify row_number() over (partition by dimension order by row_count desc, value) <= $most
order by dimension, row_count desc, value
