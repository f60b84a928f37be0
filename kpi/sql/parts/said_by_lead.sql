-- the campaign or landing page of each lead, where $dimension asks for one of them
said as (
    select lead_id, created_at, if($dimension = 'campaign', campaign, landing_page) as value
    from lead
    where $dimension in ('landing_page', 'campaign')
        and if($dimension = 'campaign', campaign, landing_page) is not null
        -- merged leads came with the first of them: none of those of the period is older than it
        and created_at >= $start
),
-- what a lead does not say itself, those say that were merged into it, the first of them first
merged as (
    select kept_id as lead_id, arg_min(value, (created_at, said.lead_id)) as value
    from said
    join lead_alias using (lead_id)
    group by kept_id
),
spoken as (
    select lead_id, value
    from said
    union all
    select lead_id, value
    from merged
    anti join said using (lead_id)
)
