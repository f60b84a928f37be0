-- one row: what the facts leave out: negative amounts and records after the as-of day
select
    (select count(*) from event where kind in ('won', 'opportunity', 'proposal', 'lost') and amount_yen < 0) as negative_amount_count,
    (select count(*) from lead where created_at >= $as_of::date + interval 1 day)
    + (select count(*) from event where "at" >= $as_of::date + interval 1 day) as future_count
