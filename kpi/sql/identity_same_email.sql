-- one row: one lead whose e-mail another lead has too and that is not merged with it, the earliest first
with addressed as (
    select
        coalesce(lead_alias.kept_id, lead.lead_id) as lead_id,
        lead.created_at,
        case
            when odd_email_rows.email is not null then odd_email_rows.email_key
            else lower(lead.email)
        end as email_key
    from lead
    left join lead_alias on lead_alias.lead_id = lead.lead_id
    left join odd_email_rows on odd_email_rows.email = lead.email
),
person as (
    select email_key, lead_id, min(created_at) as created_at
    from addressed
    where regexp_matches(email_key, '.@.')
    group by email_key, lead_id
),
refused as (
    select rule_key
    from merge_log
    where kind = 'lead' and rule_key is not null and undone_at is not null
),
final as (
    select email_key, lead_id, created_at, email_key in (select rule_key from refused) as was_undone
    from person
    qualify count(*) over (partition by email_key) > 1
)
select email_key, lead_id, created_at, was_undone
from final
where $with_undone or not was_undone
order by min(created_at) over (partition by email_key), email_key, created_at, lead_id
