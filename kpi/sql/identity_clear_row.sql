-- one row: every row of a merge goes
delete from merge_row
