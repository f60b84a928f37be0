-- one row: one meeting held on the present data set and not withdrawn, the newest first
with newest as (
    select *
    from meeting
    qualify row_number() over (partition by meeting_id order by version desc) = 1
)
select meeting_id, version, state, held_on, every, data_version, created_at, created_by
from newest
where state = 'held' and data_set = coalesce((select value from meta where key = 'data_set'), 'own')
order by held_on desc, created_at desc, meeting_id
