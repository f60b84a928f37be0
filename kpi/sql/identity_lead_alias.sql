-- one row: one lead that counts as another; a lead whose row is gone takes nobody with it
create or replace table lead_alias as
with member as (
    select row_id as lead_id, root_id
    from merge_root
    where kind = 'lead'
    union
    select root_id, root_id
    from merge_root
    where kind = 'lead'
),
final as (
    select
        member.lead_id,
        first_value(member.lead_id) over (
            partition by member.root_id
            order by member.lead_id <> member.root_id, lead.created_at, member.lead_id
        ) as kept_id
    from member
    join lead using (lead_id)
)
select lead_id, kept_id
from final
where lead_id <> kept_id
