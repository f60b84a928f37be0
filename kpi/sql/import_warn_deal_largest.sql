-- one row: one won deal that is larger than all others together
select max(amount_yen)::varchar as value, count(*) as count, [arg_max(row_number, amount_yen)] as rows
from import_deal
anti join import_rejected using (row_number)
where stage = 'won' and amount_yen > 0
having count(*) > 2 and max(amount_yen) > sum(amount_yen) - max(amount_yen)
