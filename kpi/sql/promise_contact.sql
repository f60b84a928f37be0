-- one row: one lead from the SQL line up whose first contact was due in the period; without a due day: one that came in it and was never handed over
with hand_over as (
    select exists (select 1 from event where kind = 'handed') as is_recorded
),
promise as (
    select
        lead_fact.*,
        -- the promise begins when sales gets the lead; where that is not recorded, when the lead comes
        case when is_recorded then first_touch_at::date else created_on end as started_on
    from lead_scored($scored) as lead_fact
    cross join hand_over
    where score >= $sql
        {{and_in_filter}}
),
due as (
    select one.day, one.due_on
    from (select unnest($due::struct("day" date, due_on date)[]) as one)
),
asked as (
    select promise.*, due.due_on
    from promise
    left join due on due.day = promise.started_on
    where (due.due_on >= $start and due.due_on < $stop)
        or (started_on is null and created_on >= $start and created_on < $stop)
),
contact as (
    select
        lead_id,
        min("at") filter (where kind <> 'handed')::date as contacted_on,
        arg_min(owner, ("at", kind, owner)) as owner
    from joined_event
    join asked using (lead_id)
    where kind in ('handed', 'contacted', 'sql_accepted', 'sql_rejected', 'first_meeting', 'opportunity', 'proposal', 'won', 'lost')
        and "at" >= started_on
        -- the same once more, for whole blocks of rows to be passed over
        and "at" >= $began_from and "at" < $as_of::date + interval 1 day
    group by lead_id
)
select
    lead_id,
    company,
    channel,
    score,
    started_on,
    due_on,
    -- events of a deal may name no lead; least() passes over nulls
    least(contact.contacted_on, case when first_opportunity_on >= started_on then first_opportunity_on end) as contacted_on,
    contact.owner
from asked
left join contact using (lead_id)
order by due_on, score desc, lead_id
