-- one row: one deal of one system's files that counts for itself, with what it can be recognised by
with happened as (
    select
        event.deal_id,
        arg_max(import_log.system, event.import_id) as system,
        min(event.import_id) as first_import,
        arg_min(event.lead_id, event."at") as lead_id,
        max(event."at") filter (where event.kind in ('won', 'lost') and event.detail is distinct from 'undated')::date as closed_on,
        min(event."at") filter (where event.kind = 'opportunity' and event.detail is distinct from 'undated')::date as opened_on,
        coalesce(
            sum(event.amount_yen) filter (where event.kind = 'won'),
            max(event.amount_yen) filter (where event.kind = 'opportunity')
        ) as amount_yen,
        coalesce(arg_max(event.kind, event."at") filter (where event.kind in ('won', 'lost')), 'opportunity') as outcome
    from event
    join import_log using (import_id)
    where event.kind in ('opportunity', 'proposal', 'won', 'lost')
        and event.deal_id is not null
        and event.event_id not like 'claim:%'
    group by event.deal_id
),
reference as (
    select deal_id, arg_max(email, import_id) as email, arg_max(company, import_id) as company
    from deal_reference
    group by deal_id
),
held as (
    select deal_alias.kept_id as deal_id, list(happened.system) as other_systems
    from deal_alias
    join happened using (deal_id)
    group by all
),
final as (
    select
        happened.system,
        coalesce(held.other_systems, []) as other_systems,
        happened.deal_id,
        case
            when starts_with(happened.deal_id, happened.system || ':') then substr(happened.deal_id, length(happened.system) + 2)
            else happened.deal_id
        end as stated_id,
        happened.first_import,
        happened.outcome,
        happened.opened_on,
        happened.closed_on,
        happened.amount_yen::bigint as amount_yen,
        coalesce(lead.email, reference.email) as email,
        coalesce(reference.company, lead.company) as company
    from happened
    left join reference using (deal_id)
    left join held using (deal_id)
    left join lead_alias on lead_alias.lead_id = happened.lead_id
    left join lead on lead.lead_id = coalesce(lead_alias.kept_id, happened.lead_id)
    anti join deal_alias on deal_alias.deal_id = happened.deal_id
)
select
    final.* replace (coalesce(company_alias.kept_company, final.company) as company)
from final
left join company_alias on company_alias.company = final.company
order by first_import, deal_id
