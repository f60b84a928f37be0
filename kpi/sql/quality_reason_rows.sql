-- one row: one lead that sales rejected, or that lost a deal, in the period, for one channel, owner or month, the highest score first
with refused as (
    select lead_id, channel
    from lead_scored($scored) as lead_fact
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
        lead_id,
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
        lead_id,
        channel,
        lost_on as day,
        detail,
        coalesce(nullif(trim(loss.owner), ''), deal_fact.owner) as owner
    from deal_scored($scored) as deal_fact
    left join loss using (deal_id)
    where lost_on >= $start and lost_on < $stop
        and ($channels is null or list_contains($channels::varchar[], coalesce(channel, $blank)))
        and ($forms is null or list_contains($forms::varchar[], coalesce(form, $blank)))
        and ($industries is null or list_contains($industries::varchar[], coalesce(industry, $blank)))
        and ($company_sizes is null or list_contains($company_sizes::varchar[], coalesce(company_size, $blank)))
        and ($own_place is null or list_contains($own_codes::utinyint[], coalesce(attributes[$own_place], 0)))
        and ($own_more is null or list_bool_and(list_transform($own_more::struct(place integer, codes utinyint[])[],
            lambda one: list_contains(one.codes, coalesce(attributes[one.place], 0)))))
),
behind as (
    select lead_id
    from (select * from rejected union all by name select * from lost)
    where kind = $kind
        and ($reason is null or coalesce(nullif(trim(detail), ''), $blank) = $reason)
        and day >= $start and day < $stop
        and coalesce(
            case $by
                when 'channel' then channel
                when 'owner' then nullif(trim(owner), '')
                when 'month' then strftime(day, '%Y-%m')
            end,
            $blank
        ) = $value
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
    lead_fact.lead_id,
    lead_fact.created_on,
    lead_fact.company,
    lead_fact.channel,
    lead_fact.form,
    lead_fact.industry,
    lead_fact.company_size,
    lead_fact.score,
    lead_fact.mask,
    shown.deal_count,
    shown.won_count,
    shown.won_amount_yen,
    lead_fact.first_opportunity_on,
    lead_fact.first_won_on,
    shown.total_count
from shown
join lead_scored($scored) as lead_fact using (lead_id)
order by lead_fact.score desc nulls last, lead_id
