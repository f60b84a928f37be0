-- one row: one spelling of a company among leads and deals, as it was recorded
with lead_spelling as (
    select company, count(*) as lead_count
    from lead
    where company is not null
    group by company
),
deal_reference_now as (
    select deal_id, arg_max(company, import_id) as company
    from deal_reference
    group by deal_id
),
deal_spelling as (
    select company, count(*) as deal_count
    from deal_reference_now
    where company is not null
    group by company
)
select company, coalesce(lead_count, 0) as lead_count, coalesce(deal_count, 0) as deal_count
from lead_spelling
full join deal_spelling using (company)
order by company
