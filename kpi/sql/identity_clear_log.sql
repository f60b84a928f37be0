-- one row: every merge goes
delete from merge_log
