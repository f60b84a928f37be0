-- one row: one score of the deals that leads created in the period led to, whenever they were opened
select
    score,
    count(*) as deal_count,
    count(won_on) as won_count,
    count(lost_on) as lost_count,
    sum(amount_yen)::double as won_amount_yen
from deal_scored($scored)
where created_on >= $start and created_on < $stop
    {{and_in_filter}}
group by score
