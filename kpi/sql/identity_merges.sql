-- one row: one merge, the newest first, with what it joined to what
with page as (
    select *
    from merge_log
    where $kind is null or kind = $kind
    order by merged_at desc, merge_id
    limit $limit offset $offset
),
joined as (
    select merge_id, list(row_id order by row_id) as row_ids, any_value(kept_id) as kept_id
    from merge_row
    semi join page using (merge_id)
    group by merge_id
),
reference as (
    select deal_id, arg_max(coalesce(company, deal_name), import_id) as company
    from deal_reference
    group by deal_id
)
select
    page.merge_id,
    page.kind,
    page.reason,
    page.rule_key,
    coalesce(
        page.rule_key,
        case page.kind
            when 'lead' then coalesce(lead.email, lead.company)
            when 'deal' then coalesce(lead.company, lead.email)
            when 'same_deal' then reference.company
        end
    ) as about,
    joined.kept_id,
    joined.row_ids,
    page.merged_at,
    page.merged_by,
    page.undone_at,
    page.undone_by
from page
join joined using (merge_id)
left join lead on lead.lead_id = joined.kept_id and page.kind in ('lead', 'deal')
left join reference on reference.deal_id = joined.kept_id and page.kind = 'same_deal'
order by merged_at desc, merge_id
