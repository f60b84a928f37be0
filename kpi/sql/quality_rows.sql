-- one row: one lead behind a number of the quality page, the highest score first
with chosen as not materialized (
    select *
    from lead_scored($scored) as lead_fact
    where created_on >= $start and created_on < $stop
        and ($score_from is null or score >= $score_from)
        and mask & $has = $has
        and mask & $lacks = 0
        {{and_in_filter}}
),
{{said_by_lead}},
named as (
    {{segment_of_lead}}
),
shown as (
    select *, count(*) over () as total_count
    from named
    where coalesce(nullif(trim(spelled), ''), $blank) = $segment
    order by score desc nulls last, lead_id
    limit $limit
)
select
    {{lead_columns}},
    total_count
from shown
order by score desc nulls last, lead_id
