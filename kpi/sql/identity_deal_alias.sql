-- one row: one deal that another system's deal counts for; a deal whose rows are gone takes nobody with it
create or replace table deal_alias as
with member as (
    select row_id as deal_id, root_id
    from merge_root
    where kind = 'same_deal'
    union
    select root_id, root_id
    from merge_root
    where kind = 'same_deal'
),
stated as (
    select event.deal_id, arg_max(import_log.system, event.import_id) as system
    from event
    join member using (deal_id)
    left join import_log using (import_id)
    group by event.deal_id
),
final as (
    select
        member.deal_id,
        first_value(member.deal_id) over (
            partition by member.root_id
            order by stated.system is distinct from (select value from meta where key = 'deal_system'),
                member.deal_id <> member.root_id, member.deal_id
        ) as kept_id
    from member
    join stated using (deal_id)
)
select deal_id, kept_id
from final
where deal_id <> kept_id
