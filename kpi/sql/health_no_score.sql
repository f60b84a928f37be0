-- one row: one lead without a score, the newest first
select lead_id, created_on, company, channel, count(*) over () as total_count
from lead_fact
where score is null
order by created_on desc, lead_id
limit $limit offset $offset
