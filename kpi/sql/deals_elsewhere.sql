-- one row: the deals won in the period that no lead of ours led to
select count(*) as won_count, coalesce(sum(amount_yen), 0)::double as won_amount_yen
from deal
where lead_id is null and won_on >= $start and won_on < $stop
