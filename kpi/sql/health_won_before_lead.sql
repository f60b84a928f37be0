-- one row: one deal that was won before its lead was created, the largest first
select
    deal.deal_id,
    deal.lead_id,
    lead_fact.company,
    lead_fact.created_on,
    deal.opened_on,
    deal.won_on,
    deal.amount_yen,
    deal.owner,
    count(*) over () as total_count
from deal
join lead_fact using (lead_id)
where deal.won_on < lead_fact.created_on
order by deal.amount_yen desc, deal.deal_id
limit $limit offset $offset
