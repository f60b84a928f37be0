-- one row: one value of a dimension that a lead has ($blank: not filled in)
select dimension, value, count(*) as lead_count
from (
    select unnest(['channel', 'industry', 'form', 'company_size']) as dimension,
        unnest([channel, industry, form, company_size]) as raw_value
    from lead_fact
)
cross join lateral (select coalesce(raw_value, $blank) as value)
group by dimension, value
order by dimension, lead_count desc, value
