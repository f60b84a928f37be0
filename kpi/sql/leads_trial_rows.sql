-- one row: one lead that a trial drew, the highest score first
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
    lead_fact.deal_count,
    lead_fact.won_count,
    lead_fact.won_amount_yen,
    lead_fact.first_opportunity_on,
    lead_fact.first_won_on
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
order by lead_fact.score desc nulls last, lead_fact.lead_id
limit $limit offset $offset
