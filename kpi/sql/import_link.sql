-- one row: one event of a deal that finds its lead: by id, else e-mail, else company
update event
set lead_id = found.lead_id
from (
    with newest as (
        select *
        from deal_reference
        qualify row_number() over (partition by deal_id order by import_id desc) = 1
    ),
    by_email as (
        select import_email(email) as email, arg_min(lead_id, (created_at, lead_id)) as lead_id
        from lead
        where email is not null
        group by all
    ),
    by_company as (
        select import_company(company) as company, arg_min(lead_id, (created_at, lead_id)) as lead_id
        from lead
        where company is not null
        group by all
    )
    select newest.deal_id, coalesce(lead.lead_id, by_email.lead_id, by_company.lead_id) as lead_id
    from newest
    left join lead on lead.lead_id = newest.lead_reference
    left join by_email on by_email.email = newest.email
    left join by_company on by_company.company = import_company(newest.company)
) as found
where event.deal_id = found.deal_id and event.lead_id is null and found.lead_id is not null
