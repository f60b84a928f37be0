-- one row: one e-mail that several leads share
with accepted as (
    select row_number, lead_id, address
    from import_lead
    anti join import_rejected using (row_number)
    where address is not null
),
shared as (
    select address
    from accepted
    group by address
    having count(*) > 1
)
select address as value, count(distinct lead_id) as count, list(row_number order by row_number)[:6] as rows
from accepted
semi join shared using (address)
group by address
having count(distinct lead_id) > 1
order by min(row_number)
limit 20
