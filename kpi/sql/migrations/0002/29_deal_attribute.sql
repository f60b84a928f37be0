-- one row: one attribute of one deal, as its newest import says
create view deal_attribute as
select subject_id as deal_id, name, arg_max(value, import_id) as value
from attribute
where subject = 'deal'
group by all
