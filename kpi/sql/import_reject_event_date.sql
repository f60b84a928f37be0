-- one row: one event without a time
insert into import_rejected
select row_number, 'at', at_text,
    case
        when at_text is null then 'blank'
        when regexp_matches(import_ascii(at_text), '^\d{1,2}[-/.]\d{1,2}[-/.](\d{4}|\d{2})(\D|$)') and $date_order is null then 'ambiguous_date'
        else 'not_a_date'
    end, null
from import_event
where "at" is null
