-- one row: one row of a deal file, its cells read by the stated rules; *_text is what could not be read
create or replace temp table import_deal as
with plain as (
    select *,
        import_plain_time(created_at, $zone) as plain_created,
        import_plain_time(closed_at, $zone) as plain_closed,
        import_plain_time(proposal_at, $zone) as plain_proposal,
        import_email(email) as address
    from import_cells($kept, $tidy, $untidy)
)
select
    row_number,
    coalesce(
        deal_id,
        'deal-' || md5(import_name(deal_name) || chr(31) || coalesce(import_name(company), '') || chr(31) || coalesce(address, ''))
    ) as deal_id,
    deal_name,
    import_text(regexp_extract(lead_id, '^[^;,]+')) as lead_reference,
    address as email,
    nfc_normalize(company) as company,
    plain.stage as stage_text,
    coalesce(import_plain_amount(amount), yen) as amount_yen,
    amount as amount_text,
    coalesce(plain_created, created.moment) as created_at,
    import_cell(plain.created_at) as created_text,
    coalesce(plain_closed, closed.moment) as closed_at,
    import_cell(plain.closed_at) as closed_text,
    coalesce(plain_proposal, proposal.moment) as proposal_at,
    reason,
    owner,
    import_stage_map.kind as known_stage,
    coalesce(nullif(import_stage_map.kind, 'none'), 'opportunity') as stage
from plain
left join import_yen on import_yen.cell = amount
left join import_moment as created on created.cell = case when plain_created is null then import_odd_cell(created_at) end
left join import_moment as closed on closed.cell = case when plain_closed is null then import_odd_cell(closed_at) end
left join import_moment as proposal on proposal.cell = case when plain_proposal is null then import_odd_cell(proposal_at) end
left join import_stage_map on import_stage_map.stage = plain.stage
