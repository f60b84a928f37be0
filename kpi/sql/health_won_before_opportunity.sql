-- one row: one deal that was won on a day before it was opened, the largest first
with stage as (
    select
        coalesce(deal_id, 'lead:' || recorded_lead_id) as deal_id,
        min("at") filter (where kind = 'opportunity')::date as opportunity_on,
        min("at") filter (where kind = 'won')::date as first_won_on
    from joined_event
    where kind in ('opportunity', 'won')
    group by all
)
select
    deal.deal_id,
    deal.lead_id,
    stage.opportunity_on,
    stage.first_won_on,
    deal.amount_yen,
    deal.owner,
    count(*) over () as total_count
from deal
join stage using (deal_id)
where stage.first_won_on < stage.opportunity_on
order by deal.amount_yen desc, deal.deal_id
limit $limit offset $offset
