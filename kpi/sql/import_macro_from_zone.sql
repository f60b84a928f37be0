-- one row: nothing; import_from_zone(moment, zone) is a time of the file's zone in business time
create or replace temp macro import_from_zone(moment, zone) as
case when zone is null or zone = 'Asia/Tokyo' then moment else timezone('Asia/Tokyo', timezone(zone, moment)) end
