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
    union all
    select
        chosen.*,
        case $dimension
            when 'seminar' then if(seminar_count > 0, 'yes', 'no')
            when 'download' then if(download_count > 0, 'yes', 'no')
            else if(mail_click_count > 0, 'yes', 'no')
        end as spelled
    from chosen
    join behaviour_profile using (behaviour_profile)
    where $dimension in ('seminar', 'download', 'mail_click')
),
shown as (
    select *, count(*) over () as total_count
    from named
    where list_contains($segments::varchar[], coalesce(nullif(trim(spelled), ''), $blank))
    order by score desc nulls last, lead_id
    limit $limit
)
select
    {{lead_columns}},
    total_count
from shown
order by score desc nulls last, lead_id
