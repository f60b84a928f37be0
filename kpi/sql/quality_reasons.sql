-- one row: one reason ($blank: none recorded) of leads that sales rejected or deals that were lost in the period, for one channel, owner or month
with refused as (
    select lead_id, channel
    from lead_fact
    -- an accepted lead is none that was rejected, whatever came before
    where mask & 6 = 2
        and ($channels is null or list_contains($channels::varchar[], coalesce(channel, $blank)))
        and ($forms is null or list_contains($forms::varchar[], coalesce(form, $blank)))
        and ($industries is null or list_contains($industries::varchar[], coalesce(industry, $blank)))
        and ($company_sizes is null or list_contains($company_sizes::varchar[], coalesce(company_size, $blank)))
        and ($own_place is null or list_contains($own_codes::utinyint[], coalesce(attributes[$own_place], 0)))
        and ($own_more is null or list_bool_and(list_transform($own_more::struct(place integer, codes utinyint[])[],
            lambda one: list_contains(one.codes, coalesce(attributes[one.place], 0)))))
),
rejected as (
    select
        'rejected' as kind,
        any_value(channel) as channel,
        max("at")::date as day,
        arg_max(detail, ("at", event_id)) as detail,
        arg_max(owner, ("at", event_id)) as owner
    from joined_event
    join refused using (lead_id)
    where kind = 'sql_rejected' and "at" < $as_of::date + interval 1 day
    group by lead_id
),
loss as (
    select
        coalesce(deal_id, 'lead:' || recorded_lead_id) as deal_id,
        arg_max(detail, ("at", event_id)) as detail,
        arg_max(owner, ("at", event_id)) as owner
    from joined_event
    where kind = 'lost' and "at" < $as_of::date + interval 1 day
    group by all
),
lost as (
    select
        'lost' as kind,
        channel,
        lost_on as day,
        detail,
        coalesce(nullif(trim(loss.owner), ''), deal_fact.owner) as owner
    from deal_fact
    left join loss using (deal_id)
    where lost_on >= $start and lost_on < $stop
        and ($channels is null or list_contains($channels::varchar[], coalesce(channel, $blank)))
        and ($forms is null or list_contains($forms::varchar[], coalesce(form, $blank)))
        and ($industries is null or list_contains($industries::varchar[], coalesce(industry, $blank)))
        and ($company_sizes is null or list_contains($company_sizes::varchar[], coalesce(company_size, $blank)))
        and ($own_place is null or list_contains($own_codes::utinyint[], coalesce(attributes[$own_place], 0)))
        and ($own_more is null or list_bool_and(list_transform($own_more::struct(place integer, codes utinyint[])[],
            lambda one: list_contains(one.codes, coalesce(attributes[one.place], 0)))))
)
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
from (from rejected union all from lost)
where day >= $start and day < $stop
group by all
order by kind, value, reason
