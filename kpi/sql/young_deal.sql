-- one row: one score and one age of deals too young for their outcome to be final
select score, ($as_of::date - opened_on)::integer as age_days, count(*) as subject_count
from deal_scored($scored)
where score is not null
    and opened_on > $young_after
    and created_on >= $start and created_on < $stop
    {{and_in_filter}}
group by all
