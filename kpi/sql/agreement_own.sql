-- one row: one lead and the points that its own columns bring under these rules, at least the fallback for a value without a row of its own
with rule as (
    select one.*
    from (select unnest($rules::struct("name" varchar, "value" varchar, points smallint)[]) as one)
),
fallback as (
    select name, points
    from rule
    where value = $any_value
)
select attribute_fact.lead_id, sum(coalesce(rule.points, fallback.points, 0))::smallint as score
from attribute_fact
left join rule on rule.name = attribute_fact.name and rule.value = attribute_fact.value
left join fallback on fallback.name = attribute_fact.name
where attribute_fact.name in (select name from rule)
group by attribute_fact.lead_id
