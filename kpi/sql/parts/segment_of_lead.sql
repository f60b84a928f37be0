-- the chosen leads, each with its value of $dimension
select
    chosen.*,
    case $dimension
        when 'channel' then channel
        when 'form' then form
        when 'industry' then industry
        when 'company_size' then company_size
    end as segment
from chosen
where $dimension in ('channel', 'form', 'industry', 'company_size')
union all
select
    chosen.*,
    nullif(trim(if($dimension = 'role_level', information_profile.role_level, information_profile.target_fit)), '') as segment
from chosen
join information_profile using (information_profile)
where $dimension in ('role_level', 'target_fit')
union all
select chosen.*, nullif(trim(coalesce(said.value, merged.value)), '') as segment
from chosen
left join said using (lead_id)
left join merged using (lead_id)
where $dimension in ('landing_page', 'campaign')
