-- one row: one line of totals among the deals
insert into import_rejected
select row_number, 'deal_name', coalesce(deal_name, deal_id), 'total_row', null
from import_deal
where import_name(deal_name) in (select word from import_total) or import_name(deal_id) in (select word from import_total)
