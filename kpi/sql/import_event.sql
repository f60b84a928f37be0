-- one row: one row of an event file, its cells read by the stated rules; *_text is what could not be read
create or replace temp table import_event as
with plain as (
    select *, import_plain_time("at", $zone) as plain_at, import_email(email) as address
    from import_cells($kept, $tidy, $untidy)
),
known_email as (
    select import_email(email) as email, min(lead_id) as lead_id
    from lead
    where email is not null and $has_email
    group by all
),
timed as (
    select plain.*, coalesce(plain_at, moment) as moment,
        coalesce(import_plain_amount(amount), number) as number, exact, import_currency(amount, currency, sign) as code
    from plain
    left join import_amount_cell on import_amount_cell.cell = amount
    left join import_moment on import_moment.cell = case when plain_at is null then import_odd_cell("at") end
)
select
    row_number,
    event_id,
    deal_id,
    timed.moment as "at",
    import_yen(number, exact, code, currency, $currencies::varchar[], $rates::double[]) as amount_yen,
    code as currency,
    detail,
    owner,
    -- what was understood is not kept twice
    case when lead.lead_id is null then timed.lead_id end as lead_reference,
    case when timed.moment is null then import_cell("at") end as at_text,
    case when coalesce(import_stage_map.kind, 'none') = 'none' then timed.stage end as stage_text,
    import_stage_map.kind,
    amount as amount_text,
    address as email,
    coalesce(lead.lead_id, case when timed.lead_id is null then known_email.lead_id end) as lead_id
from timed
left join lead on lead.lead_id = timed.lead_id
left join known_email on known_email.email = address
left join import_stage_map on import_stage_map.stage = timed.stage
