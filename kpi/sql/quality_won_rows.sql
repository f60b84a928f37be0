-- one row: one lead with deals won in the period, whenever it was created, and what those deals brought; the highest score first
with shown as (
    select
        lead_id,
        any_value(score) as score,
        count(*)::integer as deal_count,
        count(*)::integer as won_count,
        sum(amount_yen)::bigint as won_amount_yen,
        count(*) over () as total_count
    from deal_scored($scored) as deal_fact
    where won_on >= $start and won_on < $stop
        and ($channels is null or list_contains($channels::varchar[], coalesce(channel, $blank)))
        and ($forms is null or list_contains($forms::varchar[], coalesce(form, $blank)))
        and ($industries is null or list_contains($industries::varchar[], coalesce(industry, $blank)))
        and ($company_sizes is null or list_contains($company_sizes::varchar[], coalesce(company_size, $blank)))
        and ($own_place is null or list_contains($own_codes::utinyint[], coalesce(attributes[$own_place], 0)))
        and ($own_more is null or list_bool_and(list_transform($own_more::struct(place integer, codes utinyint[])[],
            lambda one: list_contains(one.codes, coalesce(attributes[one.place], 0)))))
    group by lead_id
    order by score desc nulls last, lead_id
    limit $limit
)
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
    shown.deal_count,
    shown.won_count,
    shown.won_amount_yen,
    lead_fact.first_opportunity_on,
    lead_fact.first_won_on,
    shown.total_count
from shown
join lead_scored($scored) as lead_fact using (lead_id)
order by lead_fact.score desc nulls last, lead_id
