-- one row: one value of one own column, the most frequent first
select value, count(*) as lead_count
from attribute_fact
where name = $name
group by value
order by lead_count desc, value
limit $limit
