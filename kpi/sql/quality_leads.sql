-- one row: one value of a dimension ($blank: not filled in) with its leads of the period; the ages in days of those that won nothing, and how many are that old
with chosen as not materialized (
    select
        lead_id, channel, form, industry, company_size, information_profile, created_on, score, mask
    from lead_scored($scored) as lead_fact
    where created_on >= $start and created_on < $stop
        {{and_in_filter}}
),
{{said_by_lead}},
named as (
    {{segment_of_lead}}
),
by_day as (
    select
        spelled,
        $as_of::date - created_on as age_days,
        count(*) as lead_count,
        count(*) filter (where score >= $mql) as mql_count,
        count(*) filter (where score >= $sql) as sql_count,
        count(*) filter (where mask & 8 = 8) as opportunity_lead_count,
        count(*) filter (where score >= $sql and mask & 8 = 8) as sql_opportunity_count,
        count(*) filter (where mask & 16 = 16) as won_lead_count
    from named
    group by all
),
aged as (
    -- $lead_share: the share of the opportunities that has come by each age in days
    select
        * exclude (spelled),
        coalesce(nullif(trim(spelled), ''), $blank) as segment,
        ($lead_share::double[])[least(greatest(age_days, 0), len($lead_share::double[]) - 1) + 1] as matured
    from by_day
)
select
    segment,
    sum(lead_count)::bigint as lead_count,
    sum(mql_count)::bigint as mql_count,
    sum(sql_count)::bigint as sql_count,
    sum(opportunity_lead_count)::bigint as opportunity_lead_count,
    sum(sql_opportunity_count)::bigint as sql_opportunity_count,
    sum(won_lead_count)::bigint as won_lead_count,
    sum(matured * lead_count)::double as lead_exposure,
    sum(matured * sql_count)::double as sql_exposure,
    list(age_days) as lead_waiting_days,
    list(lead_count - won_lead_count) as lead_waiting_counts
from aged
group by segment
order by lead_count desc, segment
