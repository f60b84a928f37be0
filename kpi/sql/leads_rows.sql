-- one row: one lead behind a number, the highest score first
select
    {{lead_columns}}
from lead_scored($scored)
where created_on >= $start and created_on < $stop
    {{and_in_scores}}
    {{and_in_filter}}
order by score desc nulls last, lead_id
limit $limit offset $offset
