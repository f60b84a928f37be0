-- one row: one system whose files state deals, and how many files of it are in
select import_log.system, count(distinct import_log.import_id) as import_count
from import_log
where import_log.undone_at is null
    and (
        import_log.import_id in (select import_id from event where kind in ('opportunity', 'proposal', 'won', 'lost'))
        or import_log.import_id in (select import_id from lead_claim)
    )
group by import_log.system
order by import_log.system
