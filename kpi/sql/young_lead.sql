-- one row: one score and one age of known leads too young for their outcome to be final
select score, ($as_of::date - created_on)::integer as age_days, count(*) as subject_count
from lead_scored($scored)
where score is not null
    and mask & $known = $known
    and created_on > $young_after
    and created_on >= $start and created_on < $stop
    {{and_in_filter}}
group by all
