-- one row: one row of a deal file, its cells read by the stated rules; *_text is what could not be read
create or replace temp table import_deal as
with plain as (
    select
        row_number,
        coalesce(
            import_text(deal_id),
            'deal-' || md5(import_name(deal_name) || chr(31) || coalesce(import_name(company), '')
                || chr(31) || coalesce(import_email(email), ''))
        ) as deal_id,
        import_text(deal_name) as deal_name,
        import_text(regexp_extract(lead_id, '^[^;,]+')) as lead_reference,
        import_email(email) as email,
        import_text(company) as company,
        import_text(stage) as stage_text,
        import_amount(import_text(amount)) as amount_yen,
        import_text(amount) as amount_text,
        import_time(import_text(created_at), $date_order, $zone) as created_at,
        import_text(created_at) as created_text,
        import_time(import_text(closed_at), $date_order, $zone) as closed_at,
        import_text(closed_at) as closed_text,
        import_time(import_text(proposal_at), $date_order, $zone) as proposal_at,
        import_text(reason) as reason,
        import_text(owner) as owner
    from import_staged
)
select plain.*, import_stage_map.kind as known_stage, coalesce(nullif(import_stage_map.kind, 'none'), 'opportunity') as stage
from plain
left join import_stage_map on import_stage_map.stage = plain.stage_text
