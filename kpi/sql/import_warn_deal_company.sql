-- one row: one company whose deals spell it in several ways
select string_agg(distinct company, ' / ' order by company) as value, count(*) as count, list(row_number order by row_number)[:6] as rows
from import_deal_now
where company is not null
group by import_company(company)
having count(distinct company) > 1
limit 20
