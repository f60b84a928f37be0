-- one row: one deal stage that only a lead report states: of the newest import, and only while no deal of the lead is known
insert into event
with newest as (
    select *
    from lead_claim
    qualify import_id = max(import_id) over (partition by lead_id)
)
select 'claim:' || newest.lead_id || ':' || newest.kind, newest.lead_id, null, newest."at", newest.kind,
    newest.amount_yen, newest.detail, newest.owner, newest.import_id
from newest
semi join lead using (lead_id)
anti join (select lead_id from event where kind in ('opportunity', 'proposal', 'won', 'lost') and lead_id is not null) as real using (lead_id)
