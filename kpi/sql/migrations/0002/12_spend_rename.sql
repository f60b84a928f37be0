-- one row: nothing; the copy takes the name
alter table spend_next rename to spend
