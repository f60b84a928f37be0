-- one row: one row of a deal file, its cells read by the stated rules; *_text is what could not be read
create or replace temp table import_deal as
with cleaned as (
    select row_number, import_text(columns(lambda name: not regexp_full_match(name, 'x\d+|row_number|line_number'))) as "\0"
    from import_staged
),
timed as (
    -- one list, for the rule is long and is written out wherever it stands
    select *, list_transform([created_at, closed_at, proposal_at], lambda cell: import_time(cell, $date_order, $zone)) as times
    from cleaned
),
plain as (
    select
        row_number,
        coalesce(
            deal_id,
            'deal-' || md5(import_name(deal_name) || chr(31) || coalesce(import_name(company), '')
                || chr(31) || coalesce(import_email(email), ''))
        ) as deal_id,
        deal_name,
        import_text(regexp_extract(lead_id, '^[^;,]+')) as lead_reference,
        import_email(email) as email,
        nfc_normalize(company) as company,
        stage as stage_text,
        import_yen(amount, currency, $currencies::varchar[], $rates::double[]) as amount_yen,
        import_currency(amount, currency) as currency,
        amount as amount_text,
        times[1] as created_at,
        created_at as created_text,
        times[2] as closed_at,
        closed_at as closed_text,
        times[3] as proposal_at,
        reason,
        owner
    from timed
)
select plain.*, import_stage_map.kind as known_stage, coalesce(nullif(import_stage_map.kind, 'none'), 'opportunity') as stage
from plain
left join import_stage_map on import_stage_map.stage = plain.stage_text
