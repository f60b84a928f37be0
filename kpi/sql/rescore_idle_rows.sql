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
    {{and_in_filter of lead_fact}}
order by lead_fact.score desc, lead_id
limit $limit
