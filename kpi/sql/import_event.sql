-- one row: one row of an event file, its cells read by the stated rules; *_text is what could not be read
create or replace temp table import_event as
with cleaned as (
    select row_number, import_text(columns(lambda name: not regexp_full_match(name, 'x\d+|row_number|line_number'))) as "\0"
    from import_staged
),
plain as (
    select
        row_number,
        event_id,
        lead_id as lead_reference,
        import_email(email) as email,
        deal_id,
        import_time("at", $date_order, $zone) as "at",
        "at" as at_cell,
        stage as stage_cell,
        import_yen(amount, currency, $currencies::varchar[], $rates::double[]) as amount_yen,
        import_currency(amount, currency) as currency,
        amount as amount_cell,
        detail,
        owner
    from cleaned
),
known_email as (
    select import_email(email) as email, min(lead_id) as lead_id
    from lead
    where email is not null and $has_email
    group by all
)
select
    $import_id::varchar as import_id,
    plain.* exclude (at_cell, stage_cell, amount_cell, email, lead_reference),
    -- what was understood is not kept twice
    case when lead.lead_id is null then plain.lead_reference end as lead_reference,
    case when plain."at" is null then at_cell end as at_text,
    case when coalesce(import_stage_map.kind, 'none') = 'none' then stage_cell end as stage_text,
    import_stage_map.kind,
    amount_cell as amount_text,
    plain.email,
    coalesce(lead.lead_id, case when plain.lead_reference is null then known_email.lead_id end) as lead_id
from plain
left join lead on lead.lead_id = plain.lead_reference
left join known_email on known_email.email = plain.email
left join import_stage_map on import_stage_map.stage = plain.stage_cell
