-- one row: one lead, now with its score under the version in force when it came, laid on today's lines
create or replace table lead_fact as
with own_score as (
    select
        lead_fact.lead_id,
        version.as_today,
        case
            when version.is_imported then least(100, greatest(0, lead.imported_score))
            else least(100, greatest(0, information.points + behaviour.points + attribute.points))
        end as score,
        version.is_imported and lead.imported_score is null as is_missing
    from lead_fact
    join joined_lead as lead on lead.lead_id = lead_fact.lead_id
    join then_version as version on lead_fact.created_on >= version.since and lead_fact.created_on < version.until
    join then_points as information on information.part = 'information'
        and information.place = version.place and information.profile = lead_fact.information_profile
    join then_points as behaviour on behaviour.part = 'behaviour'
        and behaviour.place = version.place and behaviour.profile = lead_fact.behaviour_profile
    join then_points as attribute on attribute.part = 'attribute'
        and attribute.place = version.place and attribute.profile = lead_fact.attribute_profile
),
final as (
    select lead_id, case when not is_missing then as_today[score + 1] end::utinyint as score_then
    from own_score
)
select lead_fact.* replace (final.score_then as score_then)
from lead_fact
join final using (lead_id)
order by lead_fact.score desc nulls last, lead_fact.lead_id
