-- one row: one deal that the file writes: of several rows of one deal the last counts
create or replace temp table import_deal_now as
with stated as (
    select *
    from import_deal
    anti join import_rejected using (row_number)
    qualify row_number() over (partition by deal_id order by row_number desc) = 1
),
known as (
    select distinct deal_reference.deal_id, import_log.system
    from deal_reference
    join import_log using (import_id)
    where import_log.kind = 'deal'
),
accepted as (
    select
        stated.* replace (
            -- another system's deal of the same number is another row: neither overwrites the other
            case
                when $system || ':' || deal_id in (select deal_id from known)
                    or deal_id in (select deal_id from known where system <> $system)
                    and deal_id not in (select deal_id from known where system = $system)
                then $system || ':' || deal_id
                else deal_id
            end as deal_id
        )
    from stated
),
last_day as (
    -- the close date of an open deal is a plan
    select coalesce(max(greatest(created_at, case when stage in ('won', 'lost') then closed_at end)), $now) as last_at
    from accepted
),
by_email as (
    select import_email(email) as email, arg_min(lead_id, (created_at, lead_id)) as lead_id
    from lead where email is not null group by all
),
by_company as (
    select import_company(company) as company, arg_min(lead_id, (created_at, lead_id)) as lead_id
    from lead where company is not null group by all
),
claimed as (
    select lead_id, min("at") as "at" from lead_claim where kind = 'opportunity' and detail is null group by all
),
linked as (
    select accepted.*, coalesce(named.lead_id, by_email.lead_id, by_company.lead_id) as lead_id
    from accepted
    left join lead as named on named.lead_id = accepted.lead_reference
    left join by_email on by_email.email = accepted.email
    left join by_company on by_company.company = import_company(accepted.company)
)
select
    linked.*,
    coalesce(linked.created_at, case when claimed."at" <= coalesce(closed_at, claimed."at") then claimed."at" end, proposal_at,
        case when linked.stage in ('won', 'lost') then closed_at end,
        lead.created_at, last_at) as opened_at,
    linked.created_at is null and claimed."at" is null and proposal_at is null as is_undated
from linked
cross join last_day
left join lead on lead.lead_id = linked.lead_id
left join claimed on claimed.lead_id = linked.lead_id
