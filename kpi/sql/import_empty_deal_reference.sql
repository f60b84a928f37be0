-- one row: every row of deal_reference goes
delete from deal_reference
