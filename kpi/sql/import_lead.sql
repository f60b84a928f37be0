-- one row: one row of a lead file, its cells read by the stated rules; *_text is what could not be read
create or replace temp table import_lead as
with cleaned as (
    select row_number, import_text(columns(lambda name: not regexp_full_match(name, 'x\d+|row_number|line_number'))) as "\0"
    from import_staged
),
timed as (
    -- one list, for the rule is long and is written out wherever it stands
    select *, list_transform(
        [created_at, handed_at, contacted_at, accepted_at, rejected_at, meeting_at,
            opportunity_at, proposal_at, won_at, lost_at, closed_at, changed_at],
        lambda cell: import_time(cell, $date_order, $zone)
    ) as times
    from cleaned
),
plain as (
    select
        row_number,
        coalesce(lead_id, import_email(email)) as lead_id,
        times[1] as created_at,
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
        times[2] as handed_at,
        times[3] as contacted_at,
        times[4] as accepted_at,
        times[5] as rejected_at,
        times[6] as meeting_at,
        times[7] as opportunity_at,
        times[8] as proposal_at,
        times[9] as won_at,
        times[10] as lost_at,
        times[11] as closed_at,
        times[12] as changed_at,
        status,
        import_name(converted) in (select word from import_yes) as is_converted,
        import_yen(amount, null, $currencies::varchar[], $rates::double[]) as amount_yen,
        amount as amount_text,
        owner,
        reason
    from timed
)
select plain.*, import_stage_map.kind as stage
from plain
left join import_stage_map on import_stage_map.stage = plain.status
