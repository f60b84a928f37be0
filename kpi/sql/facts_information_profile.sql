-- one row: one combination of what leads filled in
create or replace table information_profile as
with final as (
    select distinct
        industry, timing, budget, authority, need, role_level, form, target_fit
    from joined_lead
)
select (row_number() over (order by final) - 1)::integer as information_profile, final.*
from final
