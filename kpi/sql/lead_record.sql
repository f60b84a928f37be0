-- one row: one lead as recorded, what it did before sales touched it, its score and standing mask
select
    lead.*,
    lead_fact.score,
    lead_fact.score_then,
    coalesce(lead_fact.mask, 0) as mask,
    lead_fact.first_touch_at,
    coalesce(page_view_count, 0) as page_view_count,
    coalesce(download_count, 0) as download_count,
    coalesce(seminar_count, 0) as seminar_count,
    coalesce(mail_open_count, 0) as mail_open_count,
    coalesce(mail_click_count, 0) as mail_click_count
from joined_lead as lead
left join lead_fact on lead_fact.lead_id = lead.lead_id
left join behaviour_profile on behaviour_profile.behaviour_profile = lead_fact.behaviour_profile
where lead.lead_id = $lead_id
