-- one row: one deal stage that only a lead report states: of the newest import, and only while no deal of the person is known
insert into event
with newest as (
    select *
    from lead_claim
    qualify import_id = max(import_id) over (partition by lead_id)
),
known as (
    -- merges and links laid over the rows: one person's deal is counted once, whichever of the ids it names
    select distinct lead_id
    from joined_event
    where kind in ('opportunity', 'proposal', 'won', 'lost') and lead_id is not null
)
select newest.lead_id || ':' || newest.kind || ':claim', newest.lead_id, null, newest."at", newest.kind,
    newest.amount_yen, newest.detail, newest.owner, newest.import_id
from newest
join lead on lead.lead_id = newest.lead_id
left join lead_alias on lead_alias.lead_id = newest.lead_id
where coalesce(lead_alias.kept_id, newest.lead_id) not in (select lead_id from known)
