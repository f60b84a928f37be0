-- one row: one row of a cost file, its cells read by the stated rules
create or replace temp table import_spend as
select
    row_number,
    import_first_of_month(import_ascii(month), $date_order) as month,
    import_text(month) as month_text,
    import_text(channel) as channel,
    import_name(channel) in (select word from import_total) as is_total,
    import_amount(import_text(cost)) as cost_yen,
    import_text(cost) as cost_text
from import_staged
