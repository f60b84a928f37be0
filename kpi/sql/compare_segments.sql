-- one row: what one value of a dimension ($blank: not filled in) brought in one period, now or before: one kind, by the lines that the score reaches
with led as (
    select
        *,
        case when $by_cohort and created_on < $now_start then $before_known_to else $known_to end as outcome_to,
        case when $by_cohort then created_on else opened_on end as opened_counts_on,
        case when $by_cohort then created_on else won_on end as won_counts_on
    from deal_scored($scored)
),
-- deals that no lead of ours led to have an owner alone
unled as (
    select *
    from deal
    anti join deal_fact using (deal_id)
    where $is_open and not $by_cohort and $dimension = 'owner'
),
counted as (
    -- and a lead has everything but an owner
    select 'lead' as kind, true as has_lead, created_on as counts_on, 0 as amount_yen, null as owner,
        lead_id, channel, form, industry, company_size, attributes, score
    from lead_scored($scored)
    where $dimension <> 'owner'
    union all by name
    select 'opened' as kind, true as has_lead, opened_counts_on as counts_on, 0 as amount_yen, owner,
        lead_id, channel, form, industry, company_size, attributes, score
    from led
    where opened_on <= outcome_to
    union all by name
    select 'won' as kind, true as has_lead, won_counts_on as counts_on, amount_yen, owner,
        lead_id, channel, form, industry, company_size, attributes, score
    from led
    where won_on <= outcome_to
    union all by name
    select 'opened' as kind, false as has_lead, opened_on as counts_on, 0 as amount_yen, owner
    from unled
    union all by name
    select 'won' as kind, false as has_lead, won_on as counts_on, amount_yen, owner
    from unled
),
chosen as (
    select *
    from counted
    where (
        (counts_on >= $now_start and counts_on < $now_stop)
        or (counts_on >= $before_start and counts_on < $before_stop)
    )
    and ($channels is null or list_contains($channels::varchar[], coalesce(channel, $blank)))
    and ($forms is null or list_contains($forms::varchar[], coalesce(form, $blank)))
    and ($industries is null or list_contains($industries::varchar[], coalesce(industry, $blank)))
    and ($company_sizes is null or list_contains($company_sizes::varchar[], coalesce(company_size, $blank)))
    and ($own_place is null or list_contains($own_codes::utinyint[], coalesce(attributes[$own_place], 0)))
    and ($own_more is null or list_bool_and(list_transform($own_more::struct(place integer, codes utinyint[])[],
        lambda one: list_contains(one.codes, coalesce(attributes[one.place], 0)))))
),
-- what a lead does not say itself, those say that were merged into it, the first of them first
merged_page as (
    select
        lead_alias.kept_id as lead_id,
        arg_min(landing_page, (created_at, lead.lead_id)) as landing_page,
        arg_min(campaign, (created_at, lead.lead_id)) as campaign
    from lead_alias
    join lead using (lead_id)
    where $dimension in ('landing_page', 'campaign')
    group by lead_alias.kept_id
),
own as (
    select place, code, value
    from attribute_value
    where name = $column
),
named as (
    select
        chosen.*,
        case $dimension
            when 'landing_page' then nullif(trim(coalesce(lead.landing_page, merged_page.landing_page)), '')
            when 'campaign' then nullif(trim(coalesce(lead.campaign, merged_page.campaign)), '')
        end as segment
    from chosen
    join lead using (lead_id)
    left join merged_page using (lead_id)
    where $dimension in ('landing_page', 'campaign')
    union all
    select
        chosen.*,
        case $dimension
            when 'channel' then channel
            when 'form' then form
            when 'industry' then industry
            when 'company_size' then company_size
            when 'owner' then nullif(trim(owner), '')
            when 'own' then own.value
        end as segment
    from chosen
    left join own on own.code = attributes[(select any_value(place) from own)]
    where $dimension not in ('landing_page', 'campaign')
)
select
    coalesce(segment, $blank) as segment,
    counts_on >= $now_start as is_now,
    kind,
    has_lead,
    coalesce((score >= $mql)::integer + (score >= $sql)::integer, 0) as lines_reached,
    count(*) as row_count,
    sum(amount_yen)::double as amount_yen
from named
group by all
order by segment, is_now
