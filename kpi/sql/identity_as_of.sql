-- one row: the as-of day of the facts
select value::date
from meta
where key = 'as_of'
