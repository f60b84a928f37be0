-- one row: how many leads trials drew, and what came of them
select
    count(*) as lead_count,
    coalesce(sum(lead_fact.deal_count), 0) as deal_count,
    coalesce(sum(lead_fact.won_count), 0) as won_count,
    coalesce(sum(lead_fact.won_amount_yen), 0) as won_amount_yen
from lead_scored($scored) as lead_fact
join joined_trial using (lead_id)
where lead_fact.created_on >= $start and lead_fact.created_on < $stop
    {{and_in_scores of lead_fact}}
    {{and_in_filter of lead_fact}}
