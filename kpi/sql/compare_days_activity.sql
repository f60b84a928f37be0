-- one row: one day on which leads came, or deals were opened or won: counts from the lines up, and deals by whose they are
with lead_day as (
    select
        created_on as day,
        count(*) as leads,
        count(*) filter (where score >= $mql) as mqls,
        count(*) filter (where score >= $sql) as sqls
    from lead_scored($scored)
    where created_on >= $start and created_on < $stop
        {{and_in_filter}}
    group by day
),
deal_side as (
    select
        case when score >= $sql then 'selected' else 'other' end as part,
        opened_on,
        won_on,
        amount_yen
    from deal_scored($scored)
    where ((opened_on >= $start and opened_on < $stop) or (won_on >= $start and won_on < $stop))
        {{and_in_filter}}
    union all
    select 'no_lead' as part, opened_on, won_on, amount_yen
    from deal
    anti join deal_fact using (deal_id)
    where $is_open and ((opened_on >= $start and opened_on < $stop) or (won_on >= $start and won_on < $stop))
),
happened as (
    select opened_on as day, part, 1 as opened, 0 as won, 0 as amount_yen
    from deal_side
    where opened_on >= $start and opened_on < $stop
    union all
    select won_on as day, part, 0 as opened, 1 as won, amount_yen
    from deal_side
    where won_on >= $start and won_on < $stop
),
deal_day as (
    select
        day,
        sum(opened) filter (where part = 'selected') as selected_opportunities,
        sum(opened) filter (where part = 'other') as other_opportunities,
        sum(opened) filter (where part = 'no_lead') as no_lead_opportunities,
        sum(won) filter (where part = 'selected') as selected_wins,
        sum(won) filter (where part = 'other') as other_wins,
        sum(won) filter (where part = 'no_lead') as no_lead_wins,
        sum(amount_yen) filter (where part = 'selected') as selected_amount_yen,
        sum(amount_yen) filter (where part = 'other') as other_amount_yen,
        sum(amount_yen) filter (where part = 'no_lead') as no_lead_amount_yen
    from happened
    group by day
)
select day, coalesce(columns(* exclude (day)), 0)::double
from lead_day
full join deal_day using (day)
order by day
