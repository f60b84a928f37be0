-- one row: one row of a deal file, its cells read by the stated rules; *_text is what could not be read
create or replace temp table import_deal as
with plain as (
    select *,
        import_plain_time(created_at, $zone) as plain_created,
        import_plain_time(closed_at, $zone) as plain_closed,
        import_plain_time(proposal_at, $zone) as plain_proposal,
        import_email(email) as address
    from import_cells($kept, $tidy, $untidy)
),
priced as (
    select plain.*, coalesce(import_plain_amount(amount), number) as number, exact, import_currency(amount, currency, sign) as code
    from plain
    left join import_amount_cell on import_amount_cell.cell = amount
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
    priced.stage as stage_text,
    import_yen(number, exact, code, currency, $currencies::varchar[], $rates::double[]) as amount_yen,
    code as currency,
    amount as amount_text,
    coalesce(plain_created, created.moment) as created_at,
    import_cell(priced.created_at) as created_text,
    coalesce(plain_closed, closed.moment) as closed_at,
    import_cell(priced.closed_at) as closed_text,
    coalesce(plain_proposal, proposal.moment) as proposal_at,
    reason,
    owner,
    import_stage_map.kind as known_stage,
    coalesce(nullif(import_stage_map.kind, 'none'), 'opportunity') as stage
from priced
left join import_moment as created on created.cell = case when plain_created is null then import_odd_cell(created_at) end
left join import_moment as closed on closed.cell = case when plain_closed is null then import_odd_cell(closed_at) end
left join import_moment as proposal on proposal.cell = case when plain_proposal is null then import_odd_cell(proposal_at) end
left join import_stage_map on import_stage_map.stage = priced.stage
