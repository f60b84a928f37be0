-- one row: one lead created in the period: its combinations of items, which any rules turn into points, and what became of it
select
    lead_id,
    information_profile,
    behaviour_profile,
    attribute_profile,
    mask,
    coalesce(score, 101)::bigint as score,
    (created_on - date '1970-01-01')::bigint as created_day,
    won_count::bigint as won_count,
    lost_count::bigint as lost_count,
    deal_count::bigint as deal_count,
    won_amount_yen::bigint as won_amount_yen
from lead_scored($scored) as lead_fact
where created_on >= $start and created_on < $stop
    {{and_in_filter}}
