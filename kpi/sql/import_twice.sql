-- one row: how many ids stand twice: an import that would bring this about is not saved
select
    (select count(*) - count(distinct lead_id) from lead) as leads,
    (select count(*) - count(distinct event_id) from event where event_id not like 'row____________-%') as events
