-- the campaign or landing page each lead said, where $dimension asks for one of them
said as (
    select lead_id, if($dimension = 'campaign', campaign, landing_page) as value
    from lead
    where $dimension in ('landing_page', 'campaign')
        and if($dimension = 'campaign', campaign, landing_page) is not null
),
-- what a lead does not say itself, those say that were merged into it, the first of them first
merged as (
    select kept_id as lead_id, arg_min(value, (created_at, lead.lead_id)) as value
    from lead_alias
    join lead using (lead_id)
    join said using (lead_id)
    group by kept_id
)
