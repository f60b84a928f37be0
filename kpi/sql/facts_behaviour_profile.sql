-- one row: one combination of how often leads did what before sales touched them
create or replace table behaviour_profile as
with final as (
    select distinct
        coalesce(page_view_count, 0)::utinyint as page_view_count,
        coalesce(download_count, 0)::utinyint as download_count,
        coalesce(seminar_count, 0)::utinyint as seminar_count,
        coalesce(mail_open_count, 0)::utinyint as mail_open_count,
        coalesce(mail_click_count, 0)::utinyint as mail_click_count
    from joined_lead
    left join lead_activity using (lead_id)
)
select (row_number() over (order by final) - 1)::integer as behaviour_profile, final.*
from final
