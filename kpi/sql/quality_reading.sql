-- one row: one page or asset that one lead of an open deal looked at, of the companies that looked last
with chosen as (
    select lead_id, coalesce(company, lead_id) as company, deal_count - won_count - lost_count as open_count
    from lead_fact
    where mask & 32 = 32
        {{and_in_filter}}
),
looked as (
    select company, lead_id, open_count, kind, coalesce(nullif(trim(detail), ''), $blank) as detail,
        max("at") as last_at, count(*) as piece_count
    from joined_event
    join chosen using (lead_id)
    where kind in ('page_view', 'download', 'seminar', 'mail_click')
        and "at" >= $since and "at" < $as_of::date + interval 1 day
    group by all
),
latest as (
    select company, max(last_at) as company_at
    from looked
    group by company
    order by company_at desc, company
    limit $limit
)
select company, lead_id, open_count, kind, detail, last_at, piece_count
from looked
join latest using (company)
order by company_at desc, company, last_at desc, kind, detail
