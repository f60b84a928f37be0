-- one row: one person's inquiry after merges: of merged leads the earliest day, and the first value filled in
create view joined_lead as
with placed as (
    select
        lead.* replace (coalesce(company_alias.kept_company, lead.company) as company),
        coalesce(lead_alias.kept_id, lead.lead_id) as kept_id,
        lead_alias.kept_id is not null or lead.lead_id in (select kept_id from lead_alias) as is_merged
    from lead
    left join lead_alias on lead_alias.lead_id = lead.lead_id
    left join company_alias on company_alias.company = lead.company
),
ranked as (
    select
        * exclude (is_merged),
        row_number() over (partition by kept_id order by lead_id <> kept_id, created_at, lead_id) as place
    from placed
    where is_merged
),
merged as (
    select
        kept_id as lead_id,
        min(created_at) as created_at,
        arg_min(columns(* exclude (lead_id, created_at, kept_id, place)), place)
    from ranked
    group by kept_id
)
select * exclude (kept_id, is_merged)
from placed
where not is_merged
union all by name
select *
from merged
