-- one row: one day on which leads came, and what came of them within $age_days of it, up to the day $known_to
with lead_side as (
    select
        *,
        -- least() passes over nulls: without an age everything up to $known_to counts
        least(created_on + $age_days::integer, $known_to::date) as known_to
    from lead_scored($scored)
    where created_on >= $start and created_on < $stop
        {{and_in_filter}}
),
lead_day as (
    select
        created_on as day,
        count(*) as leads,
        count(*) filter (where score >= $mql) as mqls,
        count(*) filter (where score >= $sql) as sqls,
        count(*) filter (where score >= $sql and first_opportunity_on <= known_to) as selected_opportunity_leads,
        count(*) filter (where score >= $sql and first_won_on <= known_to) as selected_won_leads
    from lead_side
    group by day
),
deal_side as (
    select
        *,
        least(created_on + $age_days::integer, $known_to::date) as known_to,
        coalesce(score >= $sql, false) as is_selected
    from deal_scored($scored)
    where created_on >= $start and created_on < $stop
        {{and_in_filter}}
),
deal_day as (
    select
        created_on as day,
        count(*) filter (where is_selected and opened_on <= known_to) as selected_opportunities,
        count(*) filter (where not is_selected and opened_on <= known_to) as other_opportunities,
        count(*) filter (where is_selected and won_on <= known_to) as selected_wins,
        count(*) filter (where not is_selected and won_on <= known_to) as other_wins,
        sum(amount_yen) filter (where is_selected and won_on <= known_to) as selected_amount_yen,
        sum(amount_yen) filter (where not is_selected and won_on <= known_to) as other_amount_yen
    from deal_side
    group by day
)
select day, coalesce(columns(* exclude (day)), 0)::double
from lead_day
left join deal_day using (day)
order by day
