-- one row: how many deals are won or lost without the day of it: they get the day on which they were opened
select count(*) as count, strftime(min_by(opened_at, row_number), '%Y-%m-%d') as value, list(row_number order by row_number)[:6] as rows
from import_deal_now
where stage in ('won', 'lost') and closed_at is null
