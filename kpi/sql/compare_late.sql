-- one row: what the period holds today beyond what was known of it at $known_at: rows that came later, less those that were changed or taken back
with late_import as (
    select import_id
    from import_log
    where undone_at is null and imported_at > $known_at
),
late_lead as (
    select lead_id
    from lead_before
    where is_new and undo_id in (select import_id from late_import)
),
new_lead as (
    select lead_id
    from late_lead
    -- of merged leads one may have been known
    anti join (select kept_id as lead_id from lead_alias anti join late_lead using (lead_id)) as known using (lead_id)
),
lead_sum as (
    select
        count(*) as leads,
        count(*) filter (where score >= $mql) as mqls,
        count(*) filter (where score >= $sql) as sqls
    from lead_scored($scored)
    semi join new_lead using (lead_id)
    where created_on >= $start and created_on < $stop
        {{and_in_filter}}
),
replaced_event as (
    select coalesce(deal_id, 'lead:' || lead_id) as deal_id, "at", kind, amount_yen, import_id
    from event_before
    anti join deal_alias using (deal_id)
    where kind in ('opportunity', 'proposal', 'won', 'lost') and undo_id in (select import_id from late_import)
),
touched as (
    select coalesce(deal_id, 'lead:' || lead_id) as deal_id
    from event
    semi join late_import using (import_id)
    where kind in ('opportunity', 'proposal', 'won', 'lost')
    union
    select deal_id
    from replaced_event
    union
    select deal_id
    from deal_scored($scored) as deal_fact
    semi join new_lead using (lead_id)
),
standing_event as (
    select
        coalesce(deal_id, 'lead:' || recorded_lead_id) as deal_id,
        "at",
        kind,
        amount_yen,
        late_import.import_id is null as was_known
    from joined_event
    left join late_import using (import_id)
    where kind in ('opportunity', 'proposal', 'won', 'lost')
        and coalesce(deal_id, 'lead:' || recorded_lead_id) in (select deal_id from touched)
),
version as (
    select unnest(case when was_known then [true, false] else [true] end) as is_now, deal_id, "at", kind, amount_yen
    from standing_event
    union all
    select false as is_now, deal_id, "at", kind, amount_yen
    from replaced_event
    anti join late_import using (import_id)
),
-- as facts_deal.sql reads a deal
state as (
    select
        is_now,
        deal_id,
        coalesce(min("at") filter (where kind = 'opportunity'), min("at"))::date as opened_on,
        max("at") filter (where kind = 'won') as won_at,
        max("at") filter (where kind = 'lost') as lost_at,
        coalesce(sum(amount_yen) filter (where kind = 'won' and amount_yen between 0 and 10_000_000_000_000), 0)::bigint as amount_yen
    from version
    where "at" <= $known_at
    group by is_now, deal_id
),
deal_state as (
    select
        case when is_now then 1 else -1 end as sign,
        coalesce(deal_fact.score >= $sql, false) as is_selected,
        case when $by_cohort then created_on else state.opened_on end as opened_counts_on,
        case when $by_cohort then created_on else won_at::date end as won_counts_on,
        won_at is not null and (lost_at is null or lost_at <= won_at) as is_won,
        state.amount_yen
    from state
    join deal_scored($scored) as deal_fact using (deal_id)
    where (is_now or deal_fact.lead_id not in (select lead_id from new_lead))
        {{and_in_filter of deal_fact}}
),
deal_sum as (
    select
        sum(sign) filter (where is_opened and is_selected) as selected_opportunities,
        sum(sign) filter (where is_opened and not is_selected) as other_opportunities,
        sum(sign) filter (where is_won_in and is_selected) as selected_wins,
        sum(sign) filter (where is_won_in and not is_selected) as other_wins,
        sum(sign * amount_yen) filter (where is_won_in and is_selected) as selected_amount_yen,
        sum(sign * amount_yen) filter (where is_won_in and not is_selected) as other_amount_yen
    from (
        select
            *,
            opened_counts_on >= $start and opened_counts_on < $stop as is_opened,
            is_won and won_counts_on >= $start and won_counts_on < $stop as is_won_in
        from deal_state
    )
)
select coalesce(columns(*), 0)::double
from lead_sum, deal_sum
