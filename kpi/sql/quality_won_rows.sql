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
        {{and_in_filter}}
    group by lead_id
    order by score desc nulls last, lead_id
    limit $limit
)
select
    {{lead_columns_counted}},
    shown.total_count
from shown
join lead_scored($scored) as lead_fact using (lead_id)
order by lead_fact.score desc nulls last, lead_id
