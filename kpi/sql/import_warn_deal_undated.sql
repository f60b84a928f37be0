-- one row: how many deals have no day on which they were opened
select count(*) as count, null as value, list(row_number order by row_number)[:6] as rows
from import_deal_now
where is_undated
