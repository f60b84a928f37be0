-- one row: the version of the data that a plan is made on
select coalesce(max(value::bigint), 0)
from meta
where key = 'data_version'
