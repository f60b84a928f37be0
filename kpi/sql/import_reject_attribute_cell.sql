-- one row: one attribute that is not whole, or of something that has none
insert into import_rejected
select row_number,
    case when subject is null or subject not in ('lead', 'deal') then 'subject' when subject_id is null then 'subject_id'
        when name is null then 'name' else 'value' end,
    case when subject not in ('lead', 'deal') then subject end,
    case when subject not in ('lead', 'deal') then 'unknown_subject' else 'blank' end,
    null
from import_attribute
where subject is null or subject not in ('lead', 'deal') or subject_id is null or name is null or value is null
