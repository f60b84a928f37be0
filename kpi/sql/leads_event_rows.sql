-- one row: one lead with a score whose deals were opened, won or lost in the period, with the counts of those deals
with happened as (
    select
        lead_id,
        any_value(score) as score,
        count(*)::integer as deal_count,
        count(won_on)::integer as won_count,
        sum(amount_yen)::bigint as won_amount_yen,
        min(opened_on) as first_opportunity_on,
        min(won_on) as first_won_on
    from deal_scored($scored)
    where case $event when 'opened' then opened_on when 'won' then won_on else lost_on end >= $start
        and case $event when 'opened' then opened_on when 'won' then won_on else lost_on end < $stop
        and score >= $score_from
        and ($score_below is null or score < $score_below)
        {{and_in_filter}}
    group by lead_id
),
page as (
    select *
    from happened
    order by score desc, lead_id
    limit $limit offset $offset
),
final as (
    select
        lead_fact.lead_id,
        lead_fact.created_on,
        lead_fact.company,
        lead_fact.channel,
        lead_fact.form,
        lead_fact.industry,
        lead_fact.company_size,
        lead_fact.score,
        lead_fact.mask,
        page.deal_count,
        page.won_count,
        page.won_amount_yen,
        page.first_opportunity_on,
        page.first_won_on
    from page
    -- lead_fact is sorted by score: with the score in the join only a small part of it is read
    join lead_scored($scored) as lead_fact on lead_fact.lead_id = page.lead_id and lead_fact.score = page.score
)
select *
from final
order by score desc, lead_id
