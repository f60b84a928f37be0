-- one row: what stands in the way of saying what was known at $known_at
select
    (select count(*) from import_log where imported_at <= $known_at) = 0 as is_unrecorded,
    (select count(*) from import_log where imported_at > $known_at and replaced_sample and undone_at is null) > 0 as was_sample,
    (select count(*) from import_log where imported_at <= $known_at and undone_at > $known_at) > 0 as was_undone,
    (select count(*) from lead_claim) > 0 as has_lead_reports
