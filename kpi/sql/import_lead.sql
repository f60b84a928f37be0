-- one row: one row of a lead file, its cells read by the stated rules; *_text is what could not be read plainly
create or replace temp table import_lead as
with plain as (
    select *,
        import_plain_time(created_at, $zone) as plain_created,
        import_plain_time(handed_at, $zone) as plain_handed,
        import_plain_time(contacted_at, $zone) as plain_contacted,
        import_plain_time(accepted_at, $zone) as plain_accepted,
        import_plain_time(rejected_at, $zone) as plain_rejected,
        import_plain_time(meeting_at, $zone) as plain_meeting,
        import_plain_time(opportunity_at, $zone) as plain_opportunity,
        import_plain_time(proposal_at, $zone) as plain_proposal,
        import_plain_time(won_at, $zone) as plain_won,
        import_plain_time(lost_at, $zone) as plain_lost,
        import_plain_time(closed_at, $zone) as plain_closed,
        import_plain_time(changed_at, $zone) as plain_changed,
        import_email(email) as address
    from import_cells($kept, $tidy, $untidy)
)
select
    row_number,
    coalesce(lead_id, address) as lead_id,
    coalesce(plain_created, on_created.moment) as created_at,
    case when plain_created is null then import_cell(plain.created_at) else import_odd_cell(plain.created_at) end as created_text,
    email,
    address,
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
    coalesce(coalesce(import_plain_amount(budget), on_budget.number)::varchar, budget) as budget,
    authority,
    need,
    target_fit,
    case
        when regexp_full_match(plain.imported_score, '\d{1,9}') then plain.imported_score::integer
        else list_transform(
            [import_ascii(plain.imported_score)],
            lambda score: try_cast(round(import_plain_number(ltrim(score, '-')) * case when score like '-%' then -1 else 1 end) as integer)
        )[1]
    end as imported_score,
    plain.imported_score as score_text,
    coalesce(plain_handed, on_handed.moment) as handed_at,
    coalesce(plain_contacted, on_contacted.moment) as contacted_at,
    coalesce(plain_accepted, on_accepted.moment) as accepted_at,
    coalesce(plain_rejected, on_rejected.moment) as rejected_at,
    coalesce(plain_meeting, on_meeting.moment) as meeting_at,
    coalesce(plain_opportunity, on_opportunity.moment) as opportunity_at,
    coalesce(plain_proposal, on_proposal.moment) as proposal_at,
    coalesce(plain_won, on_won.moment) as won_at,
    coalesce(plain_lost, on_lost.moment) as lost_at,
    coalesce(plain_closed, on_closed.moment) as closed_at,
    coalesce(plain_changed, on_changed.moment) as changed_at,
    status,
    import_name(converted) in (select word from import_yes) as is_converted,
    import_yen(coalesce(import_plain_amount(amount), on_amount.number), on_amount.exact, on_amount.sign, null, $currencies::varchar[], $rates::double[]) as amount_yen,
    amount as amount_text,
    owner,
    reason,
    import_stage_map.kind as stage
from plain
left join import_amount_cell as on_budget on on_budget.cell = budget
left join import_amount_cell as on_amount on on_amount.cell = amount
left join import_moment as on_created on on_created.cell = case when plain_created is null then import_odd_cell(created_at) end
left join import_moment as on_handed on on_handed.cell = case when plain_handed is null then import_odd_cell(handed_at) end
left join import_moment as on_contacted on on_contacted.cell = case when plain_contacted is null then import_odd_cell(contacted_at) end
left join import_moment as on_accepted on on_accepted.cell = case when plain_accepted is null then import_odd_cell(accepted_at) end
left join import_moment as on_rejected on on_rejected.cell = case when plain_rejected is null then import_odd_cell(rejected_at) end
left join import_moment as on_meeting on on_meeting.cell = case when plain_meeting is null then import_odd_cell(meeting_at) end
left join import_moment as on_opportunity on on_opportunity.cell = case when plain_opportunity is null then import_odd_cell(opportunity_at) end
left join import_moment as on_proposal on on_proposal.cell = case when plain_proposal is null then import_odd_cell(proposal_at) end
left join import_moment as on_won on on_won.cell = case when plain_won is null then import_odd_cell(won_at) end
left join import_moment as on_lost on on_lost.cell = case when plain_lost is null then import_odd_cell(lost_at) end
left join import_moment as on_closed on on_closed.cell = case when plain_closed is null then import_odd_cell(closed_at) end
left join import_moment as on_changed on on_changed.cell = case when plain_changed is null then import_odd_cell(changed_at) end
left join import_stage_map on import_stage_map.stage = plain.status
