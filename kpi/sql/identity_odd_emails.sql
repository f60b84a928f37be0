-- one row: one address that needs more folding than lower case
select distinct email
from lead
where email is not null
    and (not regexp_full_match(email, '[!-~]*') or starts_with(lower(email), 'mailto:'))
