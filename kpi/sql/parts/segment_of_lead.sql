-- the chosen leads, each with its value of $dimension as it is spelled: to trim few groups costs less than many leads
select
    chosen.*,
    case $dimension
        when 'channel' then channel
        when 'form' then form
        when 'industry' then industry
        when 'company_size' then company_size
    end as spelled
from chosen
where $dimension in ('channel', 'form', 'industry', 'company_size')
union all
select
    chosen.*,
    if($dimension = 'role_level', information_profile.role_level, information_profile.target_fit) as spelled
from chosen
join information_profile using (information_profile)
where $dimension in ('role_level', 'target_fit')
union all
select chosen.*, spoken.value as spelled
from chosen
left join spoken using (lead_id)
where $dimension in ('landing_page', 'campaign')
