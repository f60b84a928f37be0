-- one row: the last day on which anything is recorded, never later than today
select max(day)
from (
    select max(created_at)::date as day from lead where created_at < $today::date + interval 1 day
    union all
    select max("at")::date as day from event where "at" < $today::date + interval 1 day
)
