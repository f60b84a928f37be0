-- one row: one lead with a deal: its items, score, deals, and days since its first deal was opened
select
    information_profile,
    behaviour_profile,
    coalesce(own_lead.profile, attribute_profile) as attribute_profile,
    mask,
    coalesce(score, 101)::utinyint as score,
    greatest(0, $as_of::date - coalesce(first_opportunity_on, created_on))::integer as age_days,
    deal_count,
    won_count,
    won_amount_yen
from lead_scored($scored) as lead_fact
left join own_lead on own_lead.lead_id = lead_fact.lead_id
where deal_count > 0
    and created_on >= $start and created_on < $stop
    {{and_in_filter}}
order by all
