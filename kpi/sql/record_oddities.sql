-- one row: what the facts leave out or cannot know: impossible amounts, records after the as-of day,
-- and since when wins and losses are recorded
select
    (select count(*) from event where kind in ('won', 'opportunity', 'proposal', 'lost') and amount_yen not between 0 and 10_000_000_000_000) as odd_amount_count,
    (select count(*) from lead where created_at >= $as_of::date + interval 1 day)
    + (select count(*) from event where "at" >= $as_of::date + interval 1 day) as future_count,
    (select min(lost_on) from deal_fact) as first_lost_on,
    (select min(won_on) from deal_fact) as first_won_on
