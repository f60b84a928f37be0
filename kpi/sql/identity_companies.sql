-- one row: one company after merges, under its most frequent spelling
with keyed as (
    select coalesce(merge_root.root_id, spelling_rows.company_key) as company_key, spelling_rows.* exclude (company_key)
    from spelling_rows
    left join merge_root on merge_root.kind = 'company' and merge_root.row_id = spelling_rows.company_key
    where spelling_rows.company_key is not null
)
select
    company_key,
    arg_max(company, (lead_count + deal_count, company)) as company,
    count(*) as spelling_count,
    sum(lead_count)::bigint as lead_count,
    sum(deal_count)::bigint as deal_count
from keyed
group by company_key
order by company_key
