-- one row: every row of attribute goes
delete from attribute
