-- one row: one row of an event file, its cells read by the stated rules; *_text is what could not be read
create or replace temp table import_event as
with plain as (
    select
        row_number,
        import_text(event_id) as event_id,
        import_text(lead_id) as lead_reference,
        import_email(email) as email,
        import_text(deal_id) as deal_id,
        import_time(import_text("at"), $date_order, $zone) as "at",
        "at" as at_cell,
        stage as stage_cell,
        import_amount(import_text(amount)) as amount_yen,
        amount as amount_cell,
        import_text(detail) as detail,
        import_text(owner) as owner
    from import_staged
),
known_email as (
    select import_email(email) as email, min(lead_id) as lead_id
    from lead
    where email is not null and (select count(email) > 0 from plain)
    group by all
)
select
    plain.* exclude (at_cell, stage_cell, amount_cell, email),
    case when plain."at" is null then at_cell end as at_text,
    stage_cell as stage_text,
    import_stage_map.kind,
    import_text(amount_cell) as amount_text,
    plain.email,
    coalesce(lead.lead_id, case when lead_reference is null then known_email.lead_id end) as lead_id
from plain
left join lead on lead.lead_id = plain.lead_reference
left join known_email on known_email.email = plain.email
left join import_stage_map on import_stage_map.stage = import_text(plain.stage_cell)
