-- one row: one reason ($blank: none recorded) of leads that sales rejected or deals that were lost in the period, for one channel, owner or month
with
{{rejected_and_lost}}
select
    kind,
    coalesce(
        case $by
            when 'channel' then channel
            when 'owner' then nullif(trim(owner), '')
            when 'month' then strftime(day, '%Y-%m')
        end,
        $blank
    ) as value,
    coalesce(nullif(trim(detail), ''), $blank) as reason,
    count(*) as row_count
from (select * from rejected union all by name select * from lost)
where day >= $start and day < $stop
group by all
order by kind, value, reason
