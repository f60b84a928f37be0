-- one row: one attribute of one lead, as its newest import says
create view lead_attribute as
select subject_id as lead_id, name, arg_max(value, import_id) as value
from attribute
where subject = 'lead'
group by all
