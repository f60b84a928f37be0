-- one row: how many won deals have an amount of 0
select count(*) as count, null as value, list(row_number order by row_number)[:6] as rows
from import_deal
anti join import_rejected using (row_number)
where stage = 'won' and amount_yen = 0
