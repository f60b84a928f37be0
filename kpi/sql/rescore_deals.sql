-- one row: one lead with a deal: its items, score, deals, and days since its first deal was opened
select
    information_profile,
    behaviour_profile,
    coalesce(own_lead.profile, attribute_profile) as attribute_profile,
    mask,
    coalesce(score, 101)::utinyint as score,
    greatest(0, $as_of::date - coalesce(first_opportunity_on, created_on))::integer as age_days,
    deal_count,
    won_count,
    won_amount_yen
from lead_scored($scored) as lead_fact
left join own_lead on own_lead.lead_id = lead_fact.lead_id
where deal_count > 0
    and created_on >= $start and created_on < $stop
    and ($channels is null or list_contains($channels::varchar[], coalesce(channel, $blank)))
    and ($forms is null or list_contains($forms::varchar[], coalesce(form, $blank)))
    and ($industries is null or list_contains($industries::varchar[], coalesce(industry, $blank)))
    and ($company_sizes is null or list_contains($company_sizes::varchar[], coalesce(company_size, $blank)))
    and ($own_place is null or list_contains($own_codes::utinyint[], coalesce(attributes[$own_place], 0)))
    and ($own_more is null or list_bool_and(list_transform($own_more::struct(place integer, codes utinyint[])[],
        lambda one: list_contains(one.codes, coalesce(attributes[one.place], 0)))))
order by all
