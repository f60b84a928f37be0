-- one row: leads that share all items, standing, score and, while sales may still open their first deal, age (-1: final)
select
    information_profile,
    behaviour_profile,
    coalesce(own_lead.profile, attribute_profile) as attribute_profile,
    mask,
    coalesce(score, 101)::utinyint as score,
    case
        when mask & 1 = 1 and mask & 8 = 0 and created_on > $young_after then $as_of::date - created_on
        else -1
    end::smallint as age_days,
    count(*)::integer as lead_count
from lead_scored($scored) as lead_fact
left join own_lead on own_lead.lead_id = lead_fact.lead_id
where created_on >= $start and created_on < $stop
    and ($channels is null or list_contains($channels::varchar[], coalesce(channel, $blank)))
    and ($forms is null or list_contains($forms::varchar[], coalesce(form, $blank)))
    and ($industries is null or list_contains($industries::varchar[], coalesce(industry, $blank)))
    and ($company_sizes is null or list_contains($company_sizes::varchar[], coalesce(company_size, $blank)))
    and ($own_place is null or list_contains($own_codes::utinyint[], coalesce(attributes[$own_place], 0)))
    and ($own_more is null or list_bool_and(list_transform($own_more::struct(place integer, codes utinyint[])[],
        lambda one: list_contains(one.codes, coalesce(attributes[one.place], 0)))))
group by all
order by all
