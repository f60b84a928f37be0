-- one row: one trait (an item and its value, $blank: not filled in) and how many leads of the period at each stage have it
with chosen as not materialized (
    select channel, company_size, information_profile, behaviour_profile, score, mask
    from lead_scored($scored) as lead_fact
    where created_on >= $start and created_on < $stop
        {{and_in_filter}}
),
by_information as (
    select
        information_profile,
        {{stage_counts}}
    from chosen
    group by information_profile
),
by_behaviour as (
    select
        behaviour_profile,
        {{stage_counts}}
    from chosen
    group by behaviour_profile
),
by_place as (
    select
        grouping(channel) = 0 as grouped_by_channel,
        channel,
        company_size,
        {{stage_counts}}
    from chosen
    group by grouping sets ((channel), (company_size))
),
-- half of the items together have few combinations, of which each item is counted
by_half as materialized (
    select
        grouping(industry) as half,
        industry, timing, budget, authority, need, role_level, form, target_fit,
        {{stage_sums}}
    from by_information
    join information_profile using (information_profile)
    group by grouping sets ((industry, timing, budget, authority), (need, role_level, form, target_fit))
),
said as (
    select
        unnest([
            {'item': 'industry', 'value': industry},
            {'item': 'timing', 'value': timing},
            {'item': 'budget', 'value': budget},
            {'item': 'authority', 'value': authority}
        ]) as trait,
        by_half.* exclude (half, industry, timing, budget, authority, need, role_level, form, target_fit)
    from by_half
    where half = 0
    union all
    select
        unnest([
            {'item': 'need', 'value': need},
            {'item': 'role_level', 'value': role_level},
            {'item': 'form', 'value': form},
            {'item': 'target_fit', 'value': target_fit}
        ]) as trait,
        by_half.* exclude (half, industry, timing, budget, authority, need, role_level, form, target_fit)
    from by_half
    where half = 1
    union all
    select
        unnest([
            {'item': 'seminar', 'value': if(seminar_count > 0, 'yes', 'no')},
            {'item': 'download', 'value': if(download_count > 0, 'yes', 'no')},
            {'item': 'mail_click', 'value': if(mail_click_count > 0, 'yes', 'no')}
        ]) as trait,
        by_behaviour.* exclude (behaviour_profile)
    from by_behaviour
    join behaviour_profile using (behaviour_profile)
    union all
    select
        if(grouped_by_channel, {'item': 'channel', 'value': channel}, {'item': 'company_size', 'value': company_size}) as trait,
        by_place.* exclude (grouped_by_channel, channel, company_size)
    from by_place
)
select
    trait.item as item,
    coalesce(nullif(trim(trait.value), ''), $blank) as value,
    {{stage_sums}}
from said
group by all
order by item, lead_count desc, value
