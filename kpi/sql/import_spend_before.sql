-- one row: one cost as it was before this import, or new
insert into spend_before
with written as (
    select month, channel, sum(cost_yen)::bigint as cost_yen
    from import_spend
    anti join import_rejected using (row_number)
    group by all
)
select $import_id, spend.month is null, written.month, written.channel, coalesce(spend.cost_yen, 0)
from written
left join spend using (month, channel)
where spend.cost_yen is distinct from written.cost_yen
