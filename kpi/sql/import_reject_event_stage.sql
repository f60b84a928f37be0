-- one row: one event of a kind that is not known
insert into import_rejected
select row_number, 'stage', stage_text,
    case when stage_text is null then 'blank' when kind = 'none' then 'no_event' else 'unknown_stage' end, null
from import_event
anti join import_rejected using (row_number)
where kind is null or kind = 'none'
