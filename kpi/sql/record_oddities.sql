-- one row: what the facts leave out: impossible amounts and records after the as-of day
select
    (select count(*) from event where kind in ('won', 'opportunity', 'proposal', 'lost') and amount_yen not between 0 and 10_000_000_000_000) as odd_amount_count,
    (select count(*) from lead where created_at >= $as_of::date + interval 1 day)
    + (select count(*) from event where "at" >= $as_of::date + interval 1 day) as future_count
