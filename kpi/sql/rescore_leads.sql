-- one row: leads that share all items, standing, score and, while sales may still open their first deal, age (-1: final)
select
    information_profile,
    behaviour_profile,
    coalesce(own_lead.profile, attribute_profile) as attribute_profile,
    mask,
    coalesce(score, 101)::utinyint as score,
    case
        when mask & 1 = 1 and mask & 8 = 0 and created_on > $young_after then $as_of::date - created_on
        else -1
    end::smallint as age_days,
    count(*)::integer as lead_count
from lead_scored($scored) as lead_fact
left join own_lead on own_lead.lead_id = lead_fact.lead_id
where created_on >= $start and created_on < $stop
    {{and_in_filter}}
group by all
order by all
