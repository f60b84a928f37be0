-- one row: one lead that the file writes, as it will be: of several rows of one id the last counts
create or replace temp table import_lead_merged as
with newest as (
    select *
    from import_lead
    anti join import_rejected using (row_number)
    qualify row_number() over (partition by lead_id order by row_number desc) = 1
),
merged as (
    select
        newest.row_number,
        newest.lead_id,
        newest.created_at,
        case when list_contains($mapped, 'email') then newest.email else lead.email end as email,
        case when list_contains($mapped, 'company') then newest.company else lead.company end as company,
        case when list_contains($mapped, 'company_id') then newest.company_id else lead.company_id end as company_id,
        case when list_contains($mapped, 'channel') then newest.channel else lead.channel end as channel,
        case when list_contains($mapped, 'campaign') then newest.campaign else lead.campaign end as campaign,
        case when list_contains($mapped, 'form') then newest.form else lead.form end as form,
        case when list_contains($mapped, 'landing_page') then newest.landing_page else lead.landing_page end as landing_page,
        case when list_contains($mapped, 'industry') then newest.industry else lead.industry end as industry,
        case when list_contains($mapped, 'company_size') then newest.company_size else lead.company_size end as company_size,
        case when list_contains($mapped, 'role_level') then newest.role_level else lead.role_level end as role_level,
        case when list_contains($mapped, 'timing') then newest.timing else lead.timing end as timing,
        case when list_contains($mapped, 'budget') then newest.budget else lead.budget end as budget,
        case when list_contains($mapped, 'authority') then newest.authority else lead.authority end as authority,
        case when list_contains($mapped, 'need') then newest.need else lead.need end as need,
        case when list_contains($mapped, 'target_fit') then newest.target_fit else lead.target_fit end as target_fit,
        case when list_contains($mapped, 'imported_score') then newest.imported_score else lead.imported_score end as imported_score,
        lead.lead_id is null as is_new,
        lead as old
    from newest
    left join lead on lead.lead_id = newest.lead_id
)
select *,
    is_new or row(lead_id, created_at, email, company, company_id, channel, campaign, form, landing_page, industry,
        company_size, role_level, timing, budget, authority, need, target_fit, imported_score) is distinct from old as is_changed
from merged
