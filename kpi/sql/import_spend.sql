-- one row: one row of a cost file, its cells read by the stated rules
create or replace temp table import_spend as
with cleaned as (
    select row_number, import_text(columns(lambda name: not regexp_full_match(name, 'x\d+|row_number|line_number'))) as "\0"
    from import_staged
)
select
    row_number,
    import_first_of_month(import_ascii(month), $date_order) as month,
    month as month_text,
    channel,
    import_name(channel) in (select word from import_total) as is_total,
    import_yen(cost, currency, $currencies::varchar[], $rates::double[]) as cost_yen,
    import_currency(cost, currency) as currency,
    cost as cost_text
from cleaned
