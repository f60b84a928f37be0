-- one row: one lead that looked often, told nothing of need, timing, budget or authority, and scores $score_from or more
select
    lead_id,
    created_on,
    company,
    channel,
    lead_fact.form,
    lead_fact.industry,
    company_size,
    score,
    page_view_count::integer + download_count + seminar_count + mail_open_count + mail_click_count as piece_count,
    mask,
    deal_count,
    won_count,
    won_amount_yen
from lead_scored($scored) as lead_fact
join information_profile using (information_profile)
join behaviour_profile using (behaviour_profile)
where created_on >= $start and created_on < $stop
    and score >= $score_from
    and coalesce(trim(need), '') = '' and coalesce(trim(timing), '') = ''
    and coalesce(trim(budget), '') = '' and coalesce(trim(authority), '') = ''
    and page_view_count::integer + download_count + seminar_count + mail_open_count + mail_click_count >= $often
    and ($channels is null or list_contains($channels::varchar[], coalesce(lead_fact.channel, $blank)))
    and ($forms is null or list_contains($forms::varchar[], coalesce(lead_fact.form, $blank)))
    and ($industries is null or list_contains($industries::varchar[], coalesce(lead_fact.industry, $blank)))
    and ($company_sizes is null or list_contains($company_sizes::varchar[], coalesce(lead_fact.company_size, $blank)))
    and ($own_place is null or list_contains($own_codes::utinyint[], coalesce(attributes[$own_place], 0)))
    and ($own_more is null or list_bool_and(list_transform($own_more::struct(place integer, codes utinyint[])[],
        lambda one: list_contains(one.codes, coalesce(attributes[one.place], 0)))))
order by lead_fact.score desc, lead_id
limit $limit
