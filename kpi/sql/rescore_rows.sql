-- one row: one lead whose score changes in the wanted direction, or across the wanted line, the largest change first
with rescored as (
    select
        lead_fact.*,
        least(100, greatest(0, information_score.points + behaviour_score.points + attribute_score.points))::integer as new_score
    from lead_scored($scored) as lead_fact
    join information_score on information_score.profile = lead_fact.information_profile
    join behaviour_score on behaviour_score.profile = lead_fact.behaviour_profile
    left join own_lead on own_lead.lead_id = lead_fact.lead_id
    join attribute_score on attribute_score.profile = coalesce(own_lead.profile, lead_fact.attribute_profile)
    where created_on >= $start and created_on < $stop
        {{and_in_filter}}
)
select
    lead_id,
    created_on,
    company,
    channel,
    form,
    industry,
    company_size,
    score as old_score,
    new_score,
    mask,
    deal_count,
    won_count,
    won_amount_yen
from rescored
where (
    $line::integer is null
    or ($rises and coalesce(score, -1) < $line and new_score >= $line)
    or (not $rises and score >= $line and new_score < $line)
)
and (
    $line::integer is not null
    or ($rises and (score is null or new_score > score))
    or (not $rises and new_score < score)
)
order by abs(new_score - coalesce(score::integer, 0)) desc, lead_id
limit $limit
