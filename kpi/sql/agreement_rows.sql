-- one row: one lead of a list of leads
select
    lead_id,
    created_on,
    company,
    channel,
    form,
    industry,
    company_size,
    score,
    mask,
    deal_count,
    won_count,
    won_amount_yen,
    first_opportunity_on,
    first_won_on
from lead_fact
where list_contains($lead_ids::varchar[], lead_id)
