-- one row: one row of traffic whose day or sessions cannot be read
insert into import_rejected
select row_number,
    case when date is null then 'date' else 'sessions' end,
    case when date is null then date_text else sessions_text end,
    case
        when date is null and date_text is not null
            then case when regexp_matches(import_ascii(date_text), '^\d{1,2}[-/.]\d{1,2}[-/.](\d{4}|\d{2})(\D|$)') and $date_order is null then 'ambiguous_date' else 'not_a_date' end
        when date is not null and sessions_text is not null then 'not_a_number'
        else 'blank'
    end, null
from import_traffic
anti join import_rejected using (row_number)
where date is null or sessions is null
