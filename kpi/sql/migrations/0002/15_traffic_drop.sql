-- one row: nothing; the table with the index goes
drop table traffic
