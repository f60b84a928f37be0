-- one row: one lead behind a number, the highest score first
select
    lead_id,
    created_on,
    company,
    channel,
    form,
    industry,
    company_size,
    score,
    mask,
    deal_count,
    won_count,
    won_amount_yen,
    first_opportunity_on,
    first_won_on
from lead_scored($scored)
where created_on >= $start and created_on < $stop
    and ($score_from is null or score >= $score_from)
    and ($score_below is null or score < $score_below)
    and (not $no_score or score is null)
    and ($masks is null or list_contains($masks::utinyint[], mask))
    and ($channels is null or list_contains($channels::varchar[], coalesce(channel, $blank)))
    and ($forms is null or list_contains($forms::varchar[], coalesce(form, $blank)))
    and ($industries is null or list_contains($industries::varchar[], coalesce(industry, $blank)))
    and ($company_sizes is null or list_contains($company_sizes::varchar[], coalesce(company_size, $blank)))
    and ($own_place is null or list_contains($own_codes::utinyint[], coalesce(attributes[$own_place], 0)))
    and ($own_more is null or list_bool_and(list_transform($own_more::struct(place integer, codes utinyint[])[],
        lambda one: list_contains(one.codes, coalesce(attributes[one.place], 0)))))
order by score desc nulls last, lead_id
limit $limit offset $offset
