-- one row: one lead behind one count of one period, under a filter and of one value of a dimension, the highest score first
with counted as (
    select
        lead_id, channel, form, industry, company_size, attributes, score, created_on as counts_on,
        null as owner, deal_count, won_count, won_amount_yen
    from lead_scored($scored) as lead_fact
    where $kind = 'lead'
    union all by name
    select
        lead_id, channel, form, industry, company_size, attributes, score,
        case when $by_cohort then created_on else opened_on end as counts_on,
        owner, 1 as deal_count, (won_on is not null)::integer as won_count, amount_yen as won_amount_yen
    from deal_scored($scored)
    where $kind = 'opened' and opened_on <= $known_to
    union all by name
    select
        lead_id, channel, form, industry, company_size, attributes, score,
        case when $by_cohort then created_on else won_on end as counts_on,
        owner, 1 as deal_count, 1 as won_count, amount_yen as won_amount_yen
    from deal_scored($scored)
    where $kind = 'won' and won_on <= $known_to
),
chosen as (
    select *
    from counted
    where counts_on >= $start and counts_on < $stop
        and list_contains($lines::integer[], coalesce((score >= $mql)::integer + (score >= $sql)::integer, 0))
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
),
behind as (
    select
        lead_id,
        any_value(score) as score,
        sum(deal_count)::integer as deal_count,
        sum(won_count)::integer as won_count,
        sum(won_amount_yen)::bigint as won_amount_yen
    from named
    where $segment is null or coalesce(segment, $blank) = $segment
    group by lead_id
),
shown as (
    select *, count(*) over () as total_count
    from behind
    order by score desc nulls last, lead_id
    limit $limit offset $offset
),
final as (
    select
        lead_fact.lead_id,
        lead_fact.created_on,
        lead_fact.company,
        lead_fact.channel,
        lead_fact.form,
        lead_fact.industry,
        lead_fact.company_size,
        lead_fact.score,
        lead_fact.mask,
        shown.deal_count,
        shown.won_count,
        shown.won_amount_yen,
        lead_fact.first_opportunity_on,
        lead_fact.first_won_on,
        shown.total_count
    from shown
    join lead_scored($scored) as lead_fact using (lead_id)
)
select *
from final
order by score desc nulls last, lead_id
