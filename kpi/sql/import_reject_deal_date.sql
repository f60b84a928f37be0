-- one row: one deal with a date that cannot be read
insert into import_rejected
select row_number,
    case when created_at is null and created_text is not null then 'created_at' else 'closed_at' end,
    case when created_at is null and created_text is not null then created_text else closed_text end,
    case
        when regexp_matches(import_ascii(case when created_at is null and created_text is not null then created_text else closed_text end),
            '^\d{1,2}[-/.]\d{1,2}[-/.](\d{4}|\d{2})(\D|$)') and $date_order is null then 'ambiguous_date'
        else 'not_a_date'
    end, null
from import_deal
anti join import_rejected using (row_number)
where (created_at is null and created_text is not null) or (closed_at is null and closed_text is not null)
