-- one row: how many leads have an opportunity, how many meet what counts as one ($items all known, or one of $forms), how many both
with lead_known as (
    select
        lead_fact.deal_count > 0 as has_opportunity,
        (
            len($items::varchar[]) > 0
            and (not list_contains($items::varchar[], 'authority') or trim(coalesce(profile.authority, '')) <> '')
            and (not list_contains($items::varchar[], 'need') or trim(coalesce(profile.need, '')) <> '')
            and (not list_contains($items::varchar[], 'budget') or trim(coalesce(profile.budget, '')) <> '')
        )
        or coalesce(list_contains($forms::varchar[], lead_fact.form), false) as is_met
    from lead_fact
    join information_profile as profile
        on profile.information_profile = lead_fact.information_profile
)
select
    count(*) filter (has_opportunity) as opportunity_count,
    count(*) filter (is_met) as met_count,
    count(*) filter (has_opportunity and is_met) as both_count
from lead_known
