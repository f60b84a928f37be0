-- one row: one deal stage that the lead report states; a stage without a date has the nearest one known
insert into lead_claim
with rows as (
    select import_lead.*, coalesce(is_converted, false) or coalesce(stage in ('opportunity', 'proposal', 'won', 'lost'), false) as is_deal
    from import_lead
    join import_lead_merged using (row_number)
),
dated as (
    select *,
        coalesce(won_at, case when stage = 'won' then coalesce(closed_at, changed_at, opportunity_at, created_at) end) as won_on,
        coalesce(lost_at, case when stage = 'lost' then coalesce(closed_at, changed_at, opportunity_at, created_at) end) as lost_on
    from rows
),
final as (
    select lead_id, 'opportunity' as kind, coalesce(opportunity_at, proposal_at, created_at) as "at", amount_yen,
        case when opportunity_at is null then 'undated' end as detail, owner
    from dated
    where is_deal or opportunity_at is not null or proposal_at is not null or won_on is not null or lost_on is not null
    union all
    select lead_id, 'proposal', proposal_at, null, null, owner from dated where proposal_at is not null
    union all
    select lead_id, 'won', won_on, amount_yen, case when coalesce(won_at, closed_at) is null then 'undated' end, owner from dated where won_on is not null
    union all
    select lead_id, 'lost', lost_on, null, reason, owner from dated where lost_on is not null
)
select lead_id, $import_id, kind, "at", amount_yen, detail, owner
from final
