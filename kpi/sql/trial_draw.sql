-- one row: how many leads were drawn: at random, not worked by sales, in no earlier trial
insert into trial (trial_id, lead_id, sql_threshold, drawn_at)
with final as (
    select lead_id
    from lead_scored($scored) as lead_fact
    where created_on >= $start and created_on < $stop
        and score >= $score_from and score < $score_below
        and mask & $worked = 0
        and not exists (select 1 from joined_trial as trial where trial.lead_id = lead_fact.lead_id)
        {{and_in_filter}}
    -- md5 and not hash(): the same seed draws the same leads under every version of DuckDB
    order by md5($seed || ':' || lead_id), lead_id
    limit $size
)
select $trial_id, lead_id, $sql_threshold, $drawn_at
from final
