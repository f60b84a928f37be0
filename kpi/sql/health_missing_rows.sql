-- one row: one lead of a channel (null: of any) that does not fill in one field, the newest first
with filled as (
    select
        lead_id,
        created_at::date as created_on,
        company as company_name,
        coalesce(nullif(trim(channel), ''), $blank) as channel_code,
        columns($field)::varchar as value
    from joined_lead
)
select
    lead_id,
    created_on,
    company_name as company,
    channel_code as channel,
    count(*) over () as total_count
from filled
where ($channel is null or channel_code = $channel)
    and (value is null or trim(value) = '')
order by created_on desc, lead_id
limit $limit offset $offset
