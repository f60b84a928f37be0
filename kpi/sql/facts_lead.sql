-- one row: one lead: its score as it stood, what became of it (mask bits: see kpi/histogram.py); score_then is
-- the same as long as no other rules have held: see facts_lead_then.sql
create or replace table lead_fact as
with lead_deal as (
    select
        lead_id,
        count(*) as deal_count,
        count(won_on) as won_count,
        count(lost_on) as lost_count,
        sum(amount_yen)::bigint as won_amount_yen,
        min(opened_on) as first_opportunity_on,
        min(won_on) as first_won_on
    from deal
    where lead_id is not null
    group by lead_id
),
scored as (
    select
        lead.*,
        information_profile.information_profile,
        behaviour_profile.behaviour_profile,
        coalesce(lead_own.attribute_profile, 0) as attribute_profile,
        lead_own.attributes,
        lead_activity.first_touch_at,
        -- a deal without a recorded opportunity, or whose events name no lead, was opened by sales all the same
        coalesce(lead_activity.worked, false) or lead_deal.deal_count is not null as worked,
        coalesce(lead_activity.judged, false) or lead_deal.deal_count is not null as judged,
        coalesce(lead_activity.accepted, false) or lead_deal.deal_count is not null as accepted,
        lead_deal.* exclude (lead_id),
        case
            -- greatest() skips a null: without this line a missing score would become 0
            when $imported and lead.imported_score is null then null
            when $imported then least(100, greatest(0, lead.imported_score))
            else least(100, greatest(0, information_score.points + behaviour_score.points + attribute_score.points))
        end::utinyint as score
    from joined_lead as lead
    left join lead_activity using (lead_id)
    left join lead_deal using (lead_id)
    left join lead_own using (lead_id)
    join information_profile on
        lead.industry is not distinct from information_profile.industry
        and lead.timing is not distinct from information_profile.timing
        and lead.budget is not distinct from information_profile.budget
        and lead.authority is not distinct from information_profile.authority
        and lead.need is not distinct from information_profile.need
        and lead.role_level is not distinct from information_profile.role_level
        and lead.form is not distinct from information_profile.form
        and lead.target_fit is not distinct from information_profile.target_fit
    join information_score on information_score.profile = information_profile.information_profile
    join behaviour_profile on
        coalesce(lead_activity.page_view_count, 0) = behaviour_profile.page_view_count
        and coalesce(lead_activity.download_count, 0) = behaviour_profile.download_count
        and coalesce(lead_activity.seminar_count, 0) = behaviour_profile.seminar_count
        and coalesce(lead_activity.mail_open_count, 0) = behaviour_profile.mail_open_count
        and coalesce(lead_activity.mail_click_count, 0) = behaviour_profile.mail_click_count
    join behaviour_score on behaviour_score.profile = behaviour_profile.behaviour_profile
    join attribute_score on attribute_score.profile = coalesce(lead_own.attribute_profile, 0)
    where lead.created_at < $as_of::date + interval 1 day
),
final as (
    select
        lead_id,
        created_at::date as created_on,
        score,
        score as score_then,
        nullif(trim(channel), '') as channel,
        nullif(trim(form), '') as form,
        nullif(trim(industry), '') as industry,
        nullif(trim(company_size), '') as company_size,
        company,
        information_profile,
        behaviour_profile,
        attribute_profile,
        attributes,
        first_touch_at,
        coalesce(deal_count, 0)::integer as deal_count,
        coalesce(won_count, 0)::integer as won_count,
        coalesce(lost_count, 0)::integer as lost_count,
        coalesce(won_amount_yen, 0) as won_amount_yen,
        first_opportunity_on,
        first_won_on,
        (
            1 * worked::integer
            + 2 * judged::integer
            + 4 * accepted::integer
            + 8 * (coalesce(deal_count, 0) > 0)::integer
            + 16 * (coalesce(won_count, 0) > 0)::integer
            + 32 * (coalesce(deal_count, 0) > coalesce(won_count, 0) + coalesce(lost_count, 0))::integer
            + 64 * (coalesce(lost_count, 0) > 0)::integer
        )::utinyint as mask
    from scored
)
select * from final
order by score desc nulls last, lead_id
