-- one row: one kind of disagreement between the line and sales that came about in the period, with how many leads or deals, and yen where known
with chosen as (
    select lead_id, score >= $sql as is_above
    from lead_scored($scored)
    where score is not null
        {{and_in_filter}}
),
judged as (
    select lead_id, arg_max(kind, ("at", event_id)) as kind, max("at")::date as day
    from joined_event
    where kind in ('sql_accepted', 'sql_rejected')
    group by all
),
lead_row as (
    select
        case when kind = 'sql_rejected' and is_above then 'rejected_above'
            when kind = 'sql_accepted' and not is_above then 'accepted_below' end as code,
        null::double as amount_yen
    from judged
    join chosen using (lead_id)
    where day >= $start and day < $stop
),
deal_row as (
    select
        case when won_on is null and is_above then 'lost_above'
            when won_on is not null and not is_above then 'won_below' end as code,
        case when won_on is not null then amount_yen end::double as amount_yen
    from deal_scored($scored)
    join chosen using (lead_id)
    where coalesce(won_on, lost_on) >= $start and coalesce(won_on, lost_on) < $stop
)
select code, count(*) as new_count, sum(amount_yen) as amount_yen
from (from lead_row union all from deal_row)
where code is not null
group by all
order by code
