-- one row: one lead of a list with sales's last reason for a rejection or loss, and the newest that a person recorded here
with asked as (
    select unnest($lead_ids::varchar[]) as lead_id
),
said as (
    select
        lead_id,
        arg_max(detail, ("at", event_id)) as sales_reason,
        arg_max(owner, ("at", event_id)) as owner
    from joined_event
    where kind in ('sql_rejected', 'lost') and lead_id in (select lead_id from asked)
    group by lead_id
),
recorded as (
    select
        coalesce(lead_alias.kept_id, lead_reason.lead_id) as lead_id,
        lead_reason.reason,
        lead_reason.note,
        lead_reason.recorded_at,
        lead_reason.recorded_by
    from lead_reason
    left join lead_alias on lead_alias.lead_id = lead_reason.lead_id
    where lead_reason.data_set = coalesce((select value from meta where key = 'data_set'), 'own')
    qualify row_number() over (
        partition by coalesce(lead_alias.kept_id, lead_reason.lead_id)
        order by lead_reason.recorded_at desc
    ) = 1
)
select
    asked.lead_id,
    nullif(trim(said.sales_reason), '') as sales_reason,
    said.owner,
    recorded.reason,
    recorded.note,
    recorded.recorded_at,
    recorded.recorded_by
from asked
left join said using (lead_id)
left join recorded using (lead_id)
