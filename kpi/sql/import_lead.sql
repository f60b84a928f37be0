-- one row: one row of a lead file, its cells read by the stated rules; *_text is what could not be read
create or replace temp table import_lead as
with plain as (
    select
        row_number,
        coalesce(import_text(lead_id), import_email(email)) as lead_id,
        import_time(import_text(created_at), $date_order, $zone) as created_at,
        import_text(created_at) as created_text,
        import_text(email) as email,
        import_text(company) as company,
        import_text(company_id) as company_id,
        import_text(channel) as channel,
        import_text(campaign) as campaign,
        import_text(form) as form,
        import_text(landing_page) as landing_page,
        import_text(industry) as industry,
        import_text(company_size) as company_size,
        import_text(role_level) as role_level,
        import_text(timing) as timing,
        -- the yen sign of CP932 is a backslash: an amount is kept as plain digits, another text as it is
        coalesce(import_amount(import_text(budget))::varchar, import_text(budget)) as budget,
        import_text(authority) as authority,
        import_text(need) as need,
        import_text(target_fit) as target_fit,
        try_cast(round(import_plain_number(ltrim(import_ascii(imported_score), '-'))
            * case when import_ascii(imported_score) like '-%' then -1 else 1 end) as integer) as imported_score,
        import_text(imported_score) as score_text,
        import_time(import_text(handed_at), $date_order, $zone) as handed_at,
        import_time(import_text(contacted_at), $date_order, $zone) as contacted_at,
        import_time(import_text(accepted_at), $date_order, $zone) as accepted_at,
        import_time(import_text(rejected_at), $date_order, $zone) as rejected_at,
        import_time(import_text(meeting_at), $date_order, $zone) as meeting_at,
        import_time(import_text(opportunity_at), $date_order, $zone) as opportunity_at,
        import_time(import_text(proposal_at), $date_order, $zone) as proposal_at,
        import_time(import_text(won_at), $date_order, $zone) as won_at,
        import_time(import_text(lost_at), $date_order, $zone) as lost_at,
        import_time(import_text(closed_at), $date_order, $zone) as closed_at,
        import_time(import_text(changed_at), $date_order, $zone) as changed_at,
        import_text(status) as status,
        import_name(converted) in (select word from import_yes) as is_converted,
        import_amount(import_text(amount)) as amount_yen,
        import_text(amount) as amount_text,
        import_text(owner) as owner,
        import_text(reason) as reason
    from import_staged
)
select plain.*, import_stage_map.kind as stage
from plain
left join import_stage_map on import_stage_map.stage = plain.status
