-- one row: what one lead says in one own column: of merged leads the first value filled in, as joined_lead has it
create or replace table attribute_fact as
with placed as (
    select
        lead_attribute.lead_id,
        name,
        value,
        coalesce(kept_id, lead_attribute.lead_id) as kept_id
    from lead_attribute
    left join lead_alias on lead_alias.lead_id = lead_attribute.lead_id
    where value <> $blank
),
merged as (
    select
        kept_id as lead_id,
        name,
        arg_min(value, (placed.lead_id <> kept_id, lead.created_at, placed.lead_id)) as value
    from placed
    join lead on lead.lead_id = placed.lead_id
    where kept_id in (select kept_id from lead_alias)
    group by kept_id, name
),
final as (
    select lead_id, name, value
    from placed
    where kept_id not in (select kept_id from lead_alias)
    union all
    select lead_id, name, value
    from merged
)
select *
from final
semi join (
    select lead_id
    from joined_lead
    where created_at < $as_of::date + interval 1 day
) using (lead_id)
