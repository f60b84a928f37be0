-- one row: one cost whose month, channel or amount cannot be read
insert into import_rejected
select row_number,
    case when month is null then 'month' when channel is null then 'channel' else 'cost' end,
    case when month is null then month_text when channel is null then channel else cost_text end,
    case
        when month is null and month_text is not null
            then case when regexp_matches(import_ascii(month_text), '^\d{1,2}[-/.]\d{1,2}[-/.](\d{4}|\d{2})(\D|$)') and $date_order is null then 'ambiguous_date' else 'not_a_date' end
        when month is not null and channel is not null and cost_text is not null then case when currency is not null and coalesce(import_plain_amount(cost_text), number) is not null then 'foreign_currency' else 'not_a_number' end
        else 'blank'
    end, currency
from import_spend
anti join import_rejected using (row_number)
left join import_amount_cell on import_amount_cell.cell = cost_text
where month is null or channel is null or cost_yen is null
