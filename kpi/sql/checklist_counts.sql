-- one row: what the data says to items of the checklists, each a count and of how many; 0 of 0 where nothing can be said
with sales_event as (
    select kind, detail, owner
    from event
    where kind in ('sql_rejected', 'lost')
),
reach as (
    select
        count(*) filter (where mask & 1 = 1) as worked,
        count(*) filter (where mask & 2 = 2) as judged,
        count(*) as leads,
        count(channel) as with_channel,
        count(company) as with_company,
        count(score) as with_score
    from lead_fact
),
answers as (
    select
        count(*) filter (where budget is not null) + count(*) filter (where authority is not null)
        + count(*) filter (where need is not null) + count(*) filter (where timing is not null) as given,
        4 * count(*) as asked
    from joined_lead
),
handover as (
    select count(distinct lead_id) as leads
    from joined_event
    where kind = 'handed' and lead_id is not null
),
deal_row as (
    select
        count(*) as deals,
        count(lead_id) as with_lead,
        count(nullif(trim(owner), '')) as with_owner,
        count(won_on) as won,
        count(*) filter (where won_on is not null and amount_yen > 0) as with_amount
    from deal
),
months as (
    select count(distinct month) as spent
    from spend
    where month > $as_of::date - interval 12 month and month <= $as_of::date
),
visits as (
    select count(distinct date_trunc('month', date)) as seen
    from traffic
    where date_trunc('month', date) > $as_of::date - interval 12 month and date <= $as_of::date
),
final as (
    select
        with_lead as deal_lead, deals as deal_lead_of,
        with_channel as lead_channel, reach.leads as lead_channel_of,
        with_company as lead_company, reach.leads as lead_company_of,
        with_score as lead_score, reach.leads as lead_score_of,
        given as lead_answers, asked as lead_answers_of,
        least(handover.leads, worked) as handover, worked as handover_of,
        judged as judgement, worked as judgement_of,
        (select count(nullif(trim(detail), '')) from sales_event where kind = 'sql_rejected') as reject_reason,
        (select count(*) from sales_event where kind = 'sql_rejected') as reject_reason_of,
        (select count(nullif(trim(detail), '')) from sales_event where kind = 'lost') as loss_reason,
        (select count(*) from sales_event where kind = 'lost') as loss_reason_of,
        with_owner as deal_owner, deals as deal_owner_of,
        with_amount as won_amount, won as won_amount_of,
        spent as spend, 12 as spend_of,
        seen as traffic, 12 as traffic_of
    from reach, answers, handover, deal_row, months, visits
)
select *
from final
