-- one row: one lead that sales rejected, or that lost a deal, in the period, for some channels, owners or months, the highest score first
with
{{rejected_and_lost}},
behind as (
    select lead_id
    from (select * from rejected union all by name select * from lost)
    where kind = $kind
        and ($reasons is null or list_contains($reasons::varchar[], coalesce(nullif(trim(detail), ''), $blank)))
        and day >= $start and day < $stop
        and ($values is null or list_contains($values::varchar[], coalesce(
            case $by
                when 'channel' then channel
                when 'owner' then nullif(trim(owner), '')
                when 'month' then strftime(day, '%Y-%m')
            end,
            $blank
        )))
    group by lead_id
),
shown as (
    select lead_id, deal_count, won_count, won_amount_yen, count(*) over () as total_count
    from behind
    join lead_scored($scored) as lead_fact using (lead_id)
    order by lead_fact.score desc nulls last, lead_id
    limit $limit
)
select
    {{lead_columns_counted}},
    shown.total_count
from shown
join lead_scored($scored) as lead_fact using (lead_id)
order by lead_fact.score desc nulls last, lead_id
