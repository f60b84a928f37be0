-- one row: how many leads trials drew, and what came of them
select
    count(*) as lead_count,
    coalesce(sum(lead_fact.deal_count), 0) as deal_count,
    coalesce(sum(lead_fact.won_count), 0) as won_count,
    coalesce(sum(lead_fact.won_amount_yen), 0) as won_amount_yen
from lead_scored($scored) as lead_fact
join joined_trial using (lead_id)
where lead_fact.created_on >= $start and lead_fact.created_on < $stop
    and ($score_from is null or lead_fact.score >= $score_from)
    and ($score_below is null or lead_fact.score < $score_below)
    and (not $no_score or lead_fact.score is null)
    and ($masks is null or list_contains($masks::utinyint[], lead_fact.mask))
    and ($channels is null or list_contains($channels::varchar[], coalesce(lead_fact.channel, $blank)))
    and ($forms is null or list_contains($forms::varchar[], coalesce(lead_fact.form, $blank)))
    and ($industries is null or list_contains($industries::varchar[], coalesce(lead_fact.industry, $blank)))
    and ($company_sizes is null or list_contains($company_sizes::varchar[], coalesce(lead_fact.company_size, $blank)))
    and ($own_place is null or list_contains($own_codes::utinyint[], coalesce(lead_fact.attributes[$own_place], 0)))
    and ($own_more is null or list_bool_and(list_transform($own_more::struct(place integer, codes utinyint[])[],
        lambda one: list_contains(one.codes, coalesce(lead_fact.attributes[one.place], 0)))))
