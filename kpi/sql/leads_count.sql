-- one row: how many leads are behind a number, and what came of them
select
    count(*) as lead_count,
    coalesce(sum(deal_count), 0) as deal_count,
    coalesce(sum(won_count), 0) as won_count,
    coalesce(sum(won_amount_yen), 0) as won_amount_yen
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
