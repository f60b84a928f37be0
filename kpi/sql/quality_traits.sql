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
said as (
    select
        unnest([
            {'item': 'industry', 'value': nullif(trim(industry), '')},
            {'item': 'timing', 'value': nullif(trim(timing), '')},
            {'item': 'budget', 'value': nullif(trim(budget), '')},
            {'item': 'authority', 'value': nullif(trim(authority), '')},
            {'item': 'need', 'value': nullif(trim(need), '')},
            {'item': 'role_level', 'value': nullif(trim(role_level), '')},
            {'item': 'form', 'value': nullif(trim(form), '')},
            {'item': 'target_fit', 'value': nullif(trim(target_fit), '')}
        ]) as trait,
        by_information.* exclude (information_profile)
    from by_information
    join information_profile using (information_profile)
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
        {'item': 'channel', 'value': channel} as trait,
        {{stage_counts}}
    from chosen
    group by channel
    union all
    select
        {'item': 'company_size', 'value': company_size} as trait,
        {{stage_counts}}
    from chosen
    group by company_size
)
select
    trait.item as item,
    coalesce(trait.value, $blank) as value,
    sum(lead_count)::bigint as lead_count,
    sum(mql_count)::bigint as mql_count,
    sum(sql_count)::bigint as sql_count,
    sum(opportunity_lead_count)::bigint as opportunity_lead_count,
    sum(won_lead_count)::bigint as won_lead_count,
    sum(lost_lead_count)::bigint as lost_lead_count
from said
group by all
order by item, lead_count desc, value
