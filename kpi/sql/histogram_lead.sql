-- one row: one score (null: no score) and one standing mask of the leads created in the period
select score, mask, count(*) as lead_count
from lead_scored($scored)
where created_on >= $start and created_on < $stop
    {{and_in_filter}}
group by score, mask
