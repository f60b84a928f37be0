-- one row: one deal that is both won and lost: the later counts
select coalesce(deal_id, lead_id) as value, count(*) as count, list(row_number order by row_number)[:6] as rows
from import_event
anti join import_rejected using (row_number)
where kind in ('won', 'lost')
group by coalesce(deal_id, lead_id)
having count(distinct kind) = 2
order by min(row_number)
limit 20
