-- one row: one lead and one age of its deals that are too young for their outcome to be final
select lead_id, ($as_of::date - opened_on)::integer as age_days, count(*)::integer as deal_count
from deal_fact
where lead_id is not null
    and opened_on > $young_after
group by all
