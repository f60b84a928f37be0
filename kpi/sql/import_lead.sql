-- one row: one row of a lead file, its cells read by the stated rules; *_text is what could not be read
create or replace temp table import_lead as
with cleaned as (
    select row_number, import_text(columns(lambda name: not regexp_full_match(name, 'x\d+|row_number|line_number'))) as "\0"
    from import_staged
),
plain as (
    select
        row_number,
        coalesce(lead_id, import_email(email)) as lead_id,
        import_time(created_at, $date_order, $zone) as created_at,
        created_at as created_text,
        email,
        nfc_normalize(company) as company,
        company_id,
        nfc_normalize(channel) as channel,
        nfc_normalize(campaign) as campaign,
        form,
        landing_page,
        nfc_normalize(industry) as industry,
        company_size,
        role_level,
        timing,
        -- the yen sign of CP932 is a backslash: an amount is kept as plain digits, another text as it is
        coalesce(import_amount(budget)::varchar, budget) as budget,
        authority,
        need,
        target_fit,
        try_cast(round(import_plain_number(ltrim(import_ascii(imported_score), '-'))
            * case when import_ascii(imported_score) like '-%' then -1 else 1 end) as integer) as imported_score,
        imported_score as score_text,
        import_time(handed_at, $date_order, $zone) as handed_at,
        import_time(contacted_at, $date_order, $zone) as contacted_at,
        import_time(accepted_at, $date_order, $zone) as accepted_at,
        import_time(rejected_at, $date_order, $zone) as rejected_at,
        import_time(meeting_at, $date_order, $zone) as meeting_at,
        import_time(opportunity_at, $date_order, $zone) as opportunity_at,
        import_time(proposal_at, $date_order, $zone) as proposal_at,
        import_time(won_at, $date_order, $zone) as won_at,
        import_time(lost_at, $date_order, $zone) as lost_at,
        import_time(closed_at, $date_order, $zone) as closed_at,
        import_time(changed_at, $date_order, $zone) as changed_at,
        status,
        import_name(converted) in (select word from import_yes) as is_converted,
        import_amount(amount) as amount_yen,
        amount as amount_text,
        owner,
        reason
    from cleaned
)
select plain.*, import_stage_map.kind as stage
from plain
left join import_stage_map on import_stage_map.stage = plain.status
