-- one row: one deal that a lead of ours led to, with that lead's score and dimensions
create or replace table deal_fact as
select
    deal.deal_id,
    deal.lead_id,
    lead_fact.score,
    lead_fact.score_then,
    lead_fact.created_on,
    deal.opened_on,
    deal.won_on,
    deal.lost_on,
    deal.amount_yen,
    deal.owner,
    lead_fact.channel,
    lead_fact.form,
    lead_fact.industry,
    lead_fact.company_size,
    lead_fact.attributes
from deal
join lead_fact using (lead_id)
order by lead_fact.score desc nulls last, deal.deal_id
