-- one row: one trial lead with its newest outcome (null: still open) and where that comes from
with recorded as (
    select lead_id, outcome, recorded_at, recorded_by
    from joined_trial_outcome
    qualify row_number() over (partition by lead_id order by recorded_at desc) = 1
),
derived as (
    select
        trial.lead_id,
        case
            when count(*) filter (where event.kind = 'opportunity') > 0 then 'opportunity'
            else 'no_opportunity'
        end as outcome
    from joined_trial as trial
    join joined_event as event on event.lead_id = trial.lead_id
    where event.kind in ('opportunity', 'sql_rejected')
        and event.at > trial.drawn_at
        and event.at < (select value::date from meta where key = 'as_of') + interval 1 day
    group by trial.lead_id
),
final as (
    select
        trial.trial_id,
        trial.lead_id,
        trial.sql_threshold,
        trial.drawn_at,
        lead_fact.created_on,
        lead_fact.company,
        lead_fact.channel,
        lead_fact.form,
        lead_fact.industry,
        lead_fact.company_size,
        lead_fact.attributes,
        lead_fact.score,
        -- a withdrawn outcome leaves the word to the events
        coalesce(nullif(recorded.outcome, 'withdrawn'), derived.outcome) as outcome,
        case
            when recorded.outcome <> 'withdrawn' then 'recorded'
            when derived.outcome is not null then 'events'
        end as outcome_source,
        recorded.recorded_at,
        recorded.recorded_by
    from joined_trial as trial
    left join lead_scored($scored) as lead_fact on lead_fact.lead_id = trial.lead_id
    left join recorded on recorded.lead_id = trial.lead_id
    left join derived on derived.lead_id = trial.lead_id
)
select * exclude (attributes)
from final
where ($trial_id is null or trial_id = $trial_id)
    and ($start is null or created_on >= $start)
    and ($stop is null or created_on < $stop)
    {{and_in_filter}}
order by drawn_at desc, trial_id, score desc nulls last, lead_id
