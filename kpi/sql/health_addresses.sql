-- one row: one lead with an address and a company
select lead_id, created_at::date as created_on, email, company, channel
from joined_lead
where email is not null and company is not null
order by lead_id
