-- one row: one lead without a day on which it was created
insert into import_rejected
select row_number, 'created_at', created_text,
    case
        when created_text is null then 'blank'
        when regexp_matches(import_ascii(created_text), '^\d{1,2}[-/.]\d{1,2}[-/.](\d{4}|\d{2})(\D|$)') and $date_order is null then 'ambiguous_date'
        else 'not_a_date'
    end, null
from import_lead
anti join import_rejected using (row_number)
where created_at is null
