-- one row: one channel and one field: how many of its leads do not fill it in ($blank: no channel)
with filled as (
    select
        coalesce(nullif(trim(channel), ''), $blank) as channel,
        unnest($fields::varchar[]) as field,
        unnest([
            email, company, campaign, form, landing_page, industry, company_size, role_level,
            timing, budget, authority, need, target_fit, imported_score::varchar
        ]) as value
    from joined_lead
)
select
    channel,
    field,
    count(*) as lead_count,
    count(*) filter (where value is null or trim(value) = '') as missing_count
from filled
group by channel, field
order by lead_count desc, channel, list_position($fields::varchar[], field)
