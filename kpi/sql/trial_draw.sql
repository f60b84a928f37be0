-- one row: how many leads were drawn: at random, not worked by sales, in no earlier trial
insert into trial (trial_id, lead_id, sql_threshold, drawn_at)
with final as (
    select lead_id
    from lead_scored($scored) as lead_fact
    where created_on >= $start and created_on < $stop
        and score >= $score_from and score < $score_below
        and mask & $worked = 0
        and not exists (select 1 from joined_trial as trial where trial.lead_id = lead_fact.lead_id)
        and ($channels is null or list_contains($channels::varchar[], coalesce(channel, $blank)))
        and ($forms is null or list_contains($forms::varchar[], coalesce(form, $blank)))
        and ($industries is null or list_contains($industries::varchar[], coalesce(industry, $blank)))
        and ($company_sizes is null or list_contains($company_sizes::varchar[], coalesce(company_size, $blank)))
        and ($own_place is null or list_contains($own_codes::utinyint[], coalesce(attributes[$own_place], 0)))
        and ($own_more is null or list_bool_and(list_transform($own_more::struct(place integer, codes utinyint[])[],
            lambda one: list_contains(one.codes, coalesce(attributes[one.place], 0)))))
    -- md5 and not hash(): the same seed draws the same leads under every version of DuckDB
    order by md5($seed || ':' || lead_id), lead_id
    limit $size
)
select $trial_id, lead_id, $sql_threshold, $drawn_at
from final
