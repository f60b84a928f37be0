-- one row: one row of a cost file, its cells read by the stated rules
create or replace temp table import_spend as
with plain as (
    select *, import_ascii(month) as month_plain, import_plain_time(month, null) as plain_month
    from import_cells($kept, $tidy, $untidy)
),
priced as (
    select plain.*, coalesce(import_plain_amount(cost), number) as number, exact, import_currency(cost, currency, sign) as code
    from plain
    left join import_amount_cell on import_amount_cell.cell = cost
)
select
    row_number,
    import_first_of_month(month_plain, coalesce(plain_month, moment)) as month,
    month as month_text,
    channel,
    import_name(channel) in (select word from import_total) as is_total,
    import_yen(number, exact, code, currency, $currencies::varchar[], $rates::double[]) as cost_yen,
    code as currency,
    cost as cost_text
from priced
left join import_moment on import_moment.cell = month
