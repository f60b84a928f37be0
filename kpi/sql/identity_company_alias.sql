-- one row: one spelling of a merged company, and the most frequent spelling of the name that was kept
create or replace table company_alias as
with member as (
    select row_id as company_key, root_id
    from merge_root
    where kind = 'company'
    union
    select root_id, root_id
    from merge_root
    where kind = 'company'
),
kept as (
    select company_key, arg_max(company, (lead_count + deal_count, company)) as kept_company
    from spelling_rows
    group by company_key
)
select spelling_rows.company, kept.kept_company
from spelling_rows
join member using (company_key)
join kept on kept.company_key = member.root_id
where spelling_rows.company <> kept.kept_company
