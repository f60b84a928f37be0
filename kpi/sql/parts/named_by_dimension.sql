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
