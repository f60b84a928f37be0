-- one row: one lead that a trial drew, the highest score first
select
    {{lead_columns of lead_fact}}
from lead_scored($scored) as lead_fact
join joined_trial using (lead_id)
where lead_fact.created_on >= $start and lead_fact.created_on < $stop
    {{and_in_scores of lead_fact}}
    {{and_in_filter of lead_fact}}
order by lead_fact.score desc nulls last, lead_fact.lead_id
limit $limit offset $offset
