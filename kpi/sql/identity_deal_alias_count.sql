-- one row: how many deals another system's deal counts for
select count(*) from deal_alias
