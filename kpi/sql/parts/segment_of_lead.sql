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
    case $dimension
        when 'role_level' then information_profile.role_level
        when 'target_fit' then information_profile.target_fit
        when 'timing' then information_profile.timing
        when 'budget' then information_profile.budget
        when 'authority' then information_profile.authority
        when 'need' then information_profile.need
    end as spelled
from chosen
join information_profile using (information_profile)
where $dimension in ('role_level', 'target_fit', 'timing', 'budget', 'authority', 'need')
union all
select chosen.*, spoken.value as spelled
from chosen
left join spoken using (lead_id)
where $dimension in ('landing_page', 'campaign')
