-- one row: one spelling of a company among the leads as they were recorded
select company, count(*) as lead_count
from lead
where company is not null
group by company
order by company
