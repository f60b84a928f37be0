-- one row: one row whose deal is named by another row too
create or replace temp table import_repeated as
select row_number
from import_deal
where deal_id in (select deal_id from import_deal group by deal_id having count(*) > 1)
