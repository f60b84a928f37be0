-- one row: one lead whose steps stand in another order than marketing, sales, deal
select lead_id as value, count(*) as count, list(row_number order by row_number)[:6] as rows
from import_event
anti join import_rejected using (row_number)
where kind in ('handed', 'sql_accepted', 'won') and lead_id is not null
group by lead_id
having max("at"::date) filter (where kind = 'handed') > min("at"::date) filter (where kind <> 'handed')
    or min("at"::date) filter (where kind = 'won') < min("at"::date) filter (where kind = 'sql_accepted')
order by min(row_number)
limit 20
