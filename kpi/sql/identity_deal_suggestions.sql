-- one row: one deal that no lead led to and one lead of the same company, the likeliest lead first
with company as (
    select spelling_rows.company, coalesce(merge_root.root_id, spelling_rows.company_key) as company_key
    from spelling_rows
    left join merge_root on merge_root.kind = 'company' and merge_root.row_id = spelling_rows.company_key
    where spelling_rows.company_key is not null
),
reference as (
    select deal_id, arg_max(company, import_id) as company
    from deal_reference
    group by deal_id
),
lone as (
    select deal.deal_id, reference.company, company.company_key, deal.opened_on, deal.amount_yen, deal.owner
    from deal
    join reference using (deal_id)
    join company on company.company = reference.company
    where deal.lead_id is null
),
addressed as (
    select lead_fact.lead_id, lead_fact.created_on, lead_fact.company, company.company_key
    from lead_fact
    join company on company.company = lead_fact.company
),
final as (
    select
        lone.deal_id,
        lone.company,
        lone.opened_on,
        lone.amount_yen,
        lone.owner,
        addressed.lead_id,
        addressed.company as lead_company,
        addressed.created_on,
        count(*) over (partition by lone.deal_id) as lead_count
    from lone
    join addressed using (company_key)
)
select *
from final
-- a lead from before the deal, the last of them, comes first
order by amount_yen desc, deal_id, created_on > opened_on, abs(created_on - opened_on), lead_id
limit $limit
