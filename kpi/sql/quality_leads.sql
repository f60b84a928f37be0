-- one row: one value of a dimension ($blank: not filled in) with what its leads of the period came to
with chosen as not materialized (
    select
        lead_id, channel, form, industry, company_size, information_profile, created_on, score, mask, deal_count,
        won_count, lost_count, won_amount_yen
    from lead_scored($scored) as lead_fact
    where created_on >= $start and created_on < $stop
        {{and_in_filter}}
),
{{said_by_lead}},
named as (
    {{segment_of_lead}}
),
aged as (
    -- $lead_share: the share of the opportunities that has come by each age in days
    select *, ($lead_share::double[])[least(greatest($as_of::date - created_on, 0), len($lead_share::double[]) - 1) + 1] as matured
    from named
)
select
    coalesce(segment, $blank) as segment,
    count(*) as lead_count,
    count(*) filter (where score >= $mql) as mql_count,
    count(*) filter (where score >= $sql) as sql_count,
    count(*) filter (where mask & 8 = 8) as opportunity_lead_count,
    count(*) filter (where score >= $sql and mask & 8 = 8) as sql_opportunity_count,
    count(*) filter (where mask & 16 = 16) as won_lead_count,
    sum(deal_count)::bigint as deal_count,
    sum(won_count)::bigint as won_count,
    sum(lost_count)::bigint as lost_count,
    sum(won_amount_yen)::double as won_amount_yen,
    sum(matured)::double as lead_exposure,
    coalesce(sum(matured) filter (where score >= $sql), 0)::double as sql_exposure
from aged
group by all
order by lead_count desc, segment
