-- one row: one deal stage as one system's files state it, with the addresses it can be recognised by
with file as (
    select import_id, system
    from import_log
    where undone_at is null
        and ($system is null or system = $system)
        and ($import_id is null or import_id = $import_id)
),
happened as (
    select
        event.deal_id,
        -- a deal whose number another system uses too bears its system's name
        case
            when starts_with(event.deal_id, file.system || ':') then substr(event.deal_id, length(file.system) + 2)
            else event.deal_id
        end as stated_id,
        event.lead_id,
        case when event.detail is distinct from 'undated' then event.at end as at,
        event.amount_yen
    from event
    join file using (import_id)
    where event.kind = $kind
),
claimed as (
    select null as deal_id, null as stated_id, lead_claim.lead_id, lead_claim.at, lead_claim.amount_yen
    from lead_claim
    join file using (import_id)
    where lead_claim.kind = $kind
        -- a claim may have become an event of the same file
        and not exists (select 1 from happened where happened.lead_id = lead_claim.lead_id)
    qualify row_number() over (partition by lead_claim.lead_id order by lead_claim.import_id desc, lead_claim.at) = 1
),
said as (
    from happened
    union all
    from claimed
),
reference as (
    select deal_id, arg_max(email, import_id) as email, arg_max(company, import_id) as company
    from deal_reference
    group by deal_id
),
final as (
    select
        said.stated_id as deal_id,
        said.lead_id,
        coalesce(reference.email, lead.email) as email,
        coalesce(reference.company, lead.company) as company,
        said.at::date as date,
        said.amount_yen
    from said
    left join reference on reference.deal_id = said.deal_id
    left join lead on lead.lead_id = said.lead_id
)
select
    final.* replace (coalesce(company_alias.kept_company, final.company) as company)
from final
left join company_alias on company_alias.company = final.company
order by date, deal_id, lead_id, amount_yen
