-- one row: how many events are added and how many replaced
select (select count(*) from import_new_event) as written, (select count(*) from import_old_event) as replaced
